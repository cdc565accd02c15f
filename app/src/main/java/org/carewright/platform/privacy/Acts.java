package org.carewright.platform.privacy;

import java.util.List;
import java.util.Map;
import org.carewright.platform.types.Origin;
import org.carewright.platform.web.Option;

/** Codes of the trail in words. */
final class Acts {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("read", "Opened"),
            Map.entry("search", "Listed"),
            Map.entry("create", "Added"),
            Map.entry("update", "Changed"),
            Map.entry("delete", "Removed"),
            Map.entry("merge", "Merged"),
            Map.entry("undo-merge", "Took a merge back"),
            Map.entry("dismiss", "Told apart"),
            Map.entry("everything", "Took out everything of"),
            Map.entry("import", "Imported"),
            Map.entry("revoke", "Revoked"),
            Map.entry("break-glass", "Broke the glass"),
            Map.entry("review-break-glass", "Reviewed break-glass"),
            Map.entry("import-codes", "Imported codes"),
            Map.entry("sign-in", "Signed in"),
            Map.entry("sign-in-refused", "Sign-in refused"),
            Map.entry("sign-out", "Signed out"),
            Map.entry("sign-out-others", "Ended other sessions"),
            Map.entry("choose-password", "Chose a password"),
            Map.entry("reset-password", "Reset a password"));

    private Acts() {}

    static String words(String act) {
        return WORDS.getOrDefault(act, act);
    }

    static List<Option> options() {
        return WORDS.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(act -> Option.of(act.getKey(), act.getValue()))
                .toList();
    }

    static String purpose(String code) {
        return switch (code) {
            case Origin.TREATMENT -> "Treatment";
            case Origin.EMERGENCY -> "Break-glass";
            case Origin.OPERATIONS -> "Operations";
            default -> code;
        };
    }
}
