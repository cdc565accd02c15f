package org.carewright.foundation.terminology;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of two editions is newer: "2.10" than "2.9", "2026" than "2025-10". */
final class Versions {

    static final Comparator<String> ORDER = Versions::compare;

    private static final Pattern PART = Pattern.compile("\\d+|\\D+");

    private Versions() {}

    private static int compare(String one, String other) {
        var left = PART.matcher(one);
        var right = PART.matcher(other);
        while (true) {
            var more = left.find();
            if (!right.find()) return more ? 1 : one.compareTo(other);
            if (!more) return -1;
            var order = comparePart(left, right);
            if (order != 0) return order;
        }
    }

    private static int comparePart(Matcher left, Matcher right) {
        var one = left.group();
        var other = right.group();
        if (!Character.isDigit(one.charAt(0)) || !Character.isDigit(other.charAt(0))) return one.compareTo(other);
        return new java.math.BigInteger(one).compareTo(new java.math.BigInteger(other));
    }
}
