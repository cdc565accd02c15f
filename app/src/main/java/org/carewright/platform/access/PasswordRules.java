package org.carewright.platform.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.carewright.platform.types.Issue;

/**
 * What a password must be: long, and not one that is tried first. No rule says which characters it needs (NIST SP 800-63B,
 * section 3.1.1).
 */
final class PasswordRules {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    /** The stems of the passwords found most often, read without digits, signs and the letters they stand for. */
    private static final Set<String> COMMON = Set.of(
            "abc",
            "abcdef",
            "abcdefgh",
            "abcdefghijkl",
            "abcdefghijklm",
            "access",
            "admin",
            "administrator",
            "asdf",
            "asdfgh",
            "asdfghjkl",
            "baseball",
            "basketball",
            "carewright",
            "changeme",
            "charlie",
            "clinic",
            "computer",
            "daniel",
            "default",
            "doctor",
            "donald",
            "dragon",
            "football",
            "freedom",
            "guest",
            "hello",
            "helloworld",
            "hospital",
            "hunter",
            "iloveyou",
            "internet",
            "jennifer",
            "jesus",
            "jordan",
            "killer",
            "letmein",
            "liverpool",
            "login",
            "loveme",
            "lovely",
            "manager",
            "master",
            "medical",
            "michael",
            "monkey",
            "mustang",
            "mynoob",
            "nurse",
            "pass",
            "passphrase",
            "password",
            "passwort",
            "patient",
            "pokemon",
            "princess",
            "qazwsx",
            "qazwsxedc",
            "qwer",
            "qwert",
            "qwerty",
            "qwertyuiop",
            "qwertyui",
            "root",
            "secret",
            "shadow",
            "soccer",
            "starwars",
            "summer",
            "sunshine",
            "superman",
            "superstar",
            "support",
            "system",
            "temporary",
            "test",
            "testing",
            "thomas",
            "trustnoone",
            "user",
            "welcome",
            "whatever",
            "winter",
            "zaq",
            "zxcvbn",
            "zxcvbnm");

    private static final List<String> ROWS = List.of(
            "01234567890123456789", "98765432109876543210", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz");

    private PasswordRules() {}

    /** What is wrong with the password, each with its cure; nothing if it will do. */
    static List<Issue> check(String path, String password, String login) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return List.of(Issue.value(path, "Use at least " + SHORTEST + " characters; a few words do well."));
        }
        if (length > LONGEST) {
            return List.of(Issue.value(path, "Use at most " + LONGEST + " characters."));
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (lower.contains(login.toLowerCase(Locale.ROOT))) {
            return List.of(Issue.value(path, "Leave your login out of the password."));
        }
        if (isCommon(lower)) {
            return List.of(Issue.value(path, "This is one of the passwords that are tried first; choose another."));
        }
        return List.of();
    }

    private static boolean isCommon(String lower) {
        var letters = stem(lower);
        return isRepetition(lower)
                || ROWS.stream().anyMatch(row -> row.contains(lower))
                || COMMON.contains(letters)
                || COMMON.contains(unit(letters));
    }

    /** The letters alone, with the digits and signs that are used in their place read as letters. */
    private static String stem(String lower) {
        return lower.replaceAll("[0-9!$@]+$", "")
                .replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replaceAll("[^a-z]", "");
    }

    private static boolean isRepetition(String text) {
        return unit(text).length() <= 4;
    }

    /** The shortest piece that the text repeats: {@code abc} for {@code abcabcab}. */
    private static String unit(String text) {
        for (int length = 1; length < text.length(); length++) {
            if (text.startsWith(text.substring(length))) {
                return text.substring(0, length);
            }
        }
        return text;
    }
}
