package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is typed into the search: parts of names, birth dates, phone numbers, identifiers, in any order. */
final class SearchTerms {

    /**
     * One thing asked for.
     *
     * @param keys a patient must have at least one of these, as it is typed
     * @param word the word of a name that it may be, to be forgiven its spelling; null for numbers
     * @param part digits that a phone number or the MRN may have somewhere; null when they are too few
     */
    record Term(
            Set<String> keys,
            @Nullable String word,
            @Nullable String part) {

        Term {
            keys = Set.copyOf(keys);
        }

        Term(Set<String> keys, @Nullable String word) {
            this(keys, word, null);
        }

        static Term number(Set<String> keys, String typed) {
            var digits = PatientKeys.national(Words.digits(typed));
            return new Term(keys, null, digits.length() < SHORTEST_PART ? null : digits);
        }

        /** The same, of a number all of it. */
        Term whole() {
            return new Term(keys, word, null);
        }
    }

    private static final int SHORTEST_PART = 3;

    /** More words than anybody types; what is beyond them is not looked at. */
    private static final int MOST = 6;

    private static final Pattern DATE = Pattern.compile("\\b\\d{1,4}\\s?[-/.]\\s?\\d{1,2}\\s?[-/.]\\s?\\d{1,4}\\b"
            + "|\\b\\d{1,2}(?:st|nd|rd|th)?\\s+(?:de\\s+)?\\p{L}{3,10}\\.?,?\\s+(?:de\\s+)?(?:\\d{4}|\\d{2})\\b"
            + "|\\b\\p{L}{3,10}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+(?:\\d{4}|\\d{2})\\b"
            + "|\\b\\d{8}\\b");
    private static final Pattern BREAK = Pattern.compile("[\\s,;]+");
    private static final Pattern PHONE = Pattern.compile("(?:\\+|\\(|\\b)\\d[\\d ().-]{5,16}\\d\\b");

    /** The word that stands before the number on every page. */
    private static final Pattern MRN = Pattern.compile("(?i)\\bMRN[\\s:#.]*(?=\\d)");

    private SearchTerms() {}

    static List<Term> read(String typed, LocalDate today) {
        var terms = new ArrayList<Term>();
        var rest = takeDates(MRN.matcher(typed).replaceAll(" "), today, terms);
        rest = takePhones(rest, terms);
        for (var chunk : BREAK.splitAsStream(rest).toList()) {
            if (chunk.matches(".*\\d.*")) {
                number(chunk, today, terms);
            } else {
                Words.of(chunk).stream()
                        .filter(word -> word.length() > 1 || word.codePoints().anyMatch(Character::isIdeographic))
                        .forEach(word -> terms.add(new Term(Set.of(PatientKeys.word(word)), word)));
            }
        }
        return terms.stream().distinct().limit(MOST).toList();
    }

    private static String takeDates(String typed, LocalDate today, List<Term> terms) {
        return DATE.matcher(typed).replaceAll(match -> {
            var keys = new LinkedHashSet<String>();
            BirthDates.read(match.group(), today).forEach(date -> keys.add(PatientKeys.birthDate(date.date())));
            if (keys.isEmpty()) {
                return Matcher.quoteReplacement(match.group());
            }
            if (match.group().matches("\\d{8}")) {
                keys.add(PatientKeys.identifier(match.group()));
                terms.add(Term.number(keys, match.group()));
            } else {
                terms.add(new Term(keys, null));
            }
            return " ";
        });
    }

    private static String takePhones(String typed, List<Term> terms) {
        return PHONE.matcher(typed).replaceAll(match -> {
            var digits = Words.digits(match.group());
            terms.add(Term.number(
                    Set.of(PatientKeys.phone(digits, digits.length()), PatientKeys.identifier(match.group())), digits));
            return " ";
        });
    }

    private static void number(String chunk, LocalDate today, List<Term> terms) {
        var keys = new LinkedHashSet<String>();
        keys.add(PatientKeys.identifier(chunk));
        if (chunk.matches("\\d{4}")) {
            keys.add(PatientKeys.phone(chunk, 4));
            var year = Integer.parseInt(chunk);
            if (year <= today.getYear() && year >= today.getYear() - 130) {
                keys.add(PatientKeys.birthYear(year));
            }
        }
        terms.add(chunk.matches("[\\d().+-]+") ? Term.number(keys, chunk) : new Term(keys, null));
    }
}
