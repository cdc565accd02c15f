package org.carewright.platform.fhir;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The formats of FHIR's primitive types (R4, section 2.24.0.1). */
final class Primitives {

    /** R4: "strings SHALL NOT exceed 1,048,576 characters in size". */
    private static final int LONGEST_STRING = 1_048_576;

    /** Digits, and how far the point may be from them: ample, and far below what PostgreSQL's numeric can hold. */
    private static final int LONGEST_DECIMAL = 1_000;

    private Primitives() {}

    static boolean isPrimitive(String type) {
        return Character.isLowerCase(type.charAt(0));
    }

    /** What is wrong with a value, as the rest of a sentence that begins with its path; null when nothing is. */
    static @Nullable String fault(String type, JsonNode value) {
        return switch (type) {
            case "boolean" -> value.isBoolean() ? null : "must be true or false, without quotes";
            case "integer" -> integer(value, Integer.MIN_VALUE, "must be a whole number of at most 32 bits");
            case "unsignedInt" -> integer(value, 0, "must be a whole number, 0 or more");
            case "positiveInt" -> integer(value, 1, "must be a whole number, 1 or more");
            case "decimal" -> decimal(value);
            default -> value.isString() ? text(type, value.stringValue()) : "must be text in quotes";
        };
    }

    private static @Nullable String integer(JsonNode value, int least, String otherwise) {
        return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= least ? null : otherwise;
    }

    private static @Nullable String decimal(JsonNode value) {
        if (!value.isNumber()) {
            return "must be a number, without quotes";
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return null;
        }
        var number = value.decimalValue();
        return number.precision() <= LONGEST_DECIMAL && Math.abs(number.scale()) <= LONGEST_DECIMAL
                ? null
                : "has more digits than any measurement; shorten it";
    }

    private static @Nullable String text(String type, String value) {
        if (value.isEmpty()) {
            return "must not be empty; leave it out instead";
        }
        if (value.indexOf('\0') >= 0) {
            return "holds a NUL character; remove it";
        }
        return switch (type) {
            case "string", "markdown" ->
                value.length() <= LONGEST_STRING ? null : "is longer than the 1,048,576 characters FHIR allows";
            case "code" -> isCode(value) ? null : "is no code: no space at its ends, single spaces within";
            case "id" -> isId(value) ? null : "is no id: 1 to 64 letters, digits, hyphens and dots";
            case "uri", "url", "canonical", "oid", "uuid" -> hasSpace(value) ? "is no URI: it holds a space" : null;
            case "date" -> isDate(value) ? null : "is no date: write 2026, 2026-11 or 2026-11-22";
            case "dateTime" ->
                isDateTime(value, false)
                        ? null
                        : "is no date with time: write 2026, 2026-11, 2026-11-22 or 2026-11-22T09:40:00-05:00";
            case "instant" ->
                isDateTime(value, true) ? null : "is no moment: write 2026-11-22T09:40:00.000-05:00, with the zone";
            case "time" -> isTime(value, 0, value.length()) ? null : "is no time of day: write 09:40:00";
            case "base64Binary" -> isBase64(value) ? null : "is no base64";
            case "xhtml" -> value.stripLeading().startsWith("<div") ? null : "must be one XHTML div";
            default -> null;
        };
    }

    static boolean isId(String value) {
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (!(isLetterOrDigit(c) || c == '-' || c == '.')) {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= 64;
    }

    private static boolean isCode(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isWhitespace(value.charAt(i))
                    && (i == 0
                            || i == value.length() - 1
                            || value.charAt(i) != ' '
                            || Character.isWhitespace(value.charAt(i - 1)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasSpace(String value) {
        return value.chars().anyMatch(Character::isWhitespace);
    }

    private static boolean isBase64(String value) {
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (!(isLetterOrDigit(c) || c == '+' || c == '/' || c == '=' || Character.isWhitespace(c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDate(String value) {
        try {
            return switch (value.length()) {
                case 4 -> digits(value, 0, 4) && Year.parse(value).getValue() > 0;
                case 7 -> digits(value, 0, 4) && YearMonth.parse(value).getYear() > 0;
                case 10 -> digits(value, 0, 4) && LocalDate.parse(value).getYear() > 0;
                default -> false;
            };
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDateTime(String value, boolean withTime) {
        var t = value.indexOf('T');
        if (t < 0) {
            return !withTime && isDate(value);
        }
        return t == 10 && isDate(value.substring(0, 10)) && isTimeWithZone(value);
    }

    private static boolean isTimeWithZone(String value) {
        var end = value.length();
        if (value.charAt(end - 1) == 'Z') {
            return isTime(value, 11, end - 1);
        }
        var zone = end - 6;
        return zone > 11
                && (value.charAt(zone) == '+' || value.charAt(zone) == '-')
                && value.charAt(zone + 3) == ':'
                && upTo(value, zone + 1, 14)
                && upTo(value, zone + 4, 59)
                && isTime(value, 11, zone);
    }

    /** {@code hh:mm:ss} with any number of decimals, between two positions. */
    private static boolean isTime(String value, int from, int to) {
        var plain = to - from >= 8
                && value.charAt(from + 2) == ':'
                && value.charAt(from + 5) == ':'
                && upTo(value, from, 23)
                && upTo(value, from + 3, 59)
                && upTo(value, from + 6, 60);
        if (!plain || to - from == 8) {
            return plain;
        }
        return value.charAt(from + 8) == '.' && to - from > 9 && digits(value, from + 9, to);
    }

    private static boolean upTo(String value, int at, int most) {
        return digits(value, at, at + 2) && (value.charAt(at) - '0') * 10 + value.charAt(at + 1) - '0' <= most;
    }

    private static boolean digits(String value, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
