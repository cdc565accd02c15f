package org.carewright.platform.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What one person had to do with one patient's record on one day.
 *
 * @param reads how often she opened a part of it
 * @param searches how often it was among what a list showed
 * @param changes how often she changed it
 * @param others anything else: an export, a break-glass
 * @param emergency whether some of it was under break-glass
 * @param kinds which parts, as FHIR resource types
 * @param lastAt when last
 */
record Looked(
        LocalDate day,
        String userName,
        int reads,
        int searches,
        int changes,
        int others,
        boolean emergency,
        List<String> kinds,
        Instant lastAt) {

    /** "opened it 3 times, changed it once, saw it in a list" */
    String words() {
        var words = new ArrayList<String>();
        if (reads > 0) {
            words.add("opened it" + times(reads));
        }
        if (changes > 0) {
            words.add("changed it" + times(changes));
        }
        if (searches > 0) {
            words.add("saw it in a list" + times(searches));
        }
        if (others > 0) {
            words.add("used it otherwise" + times(others));
        }
        return String.join(", ", words);
    }

    private static String times(int count) {
        return switch (count) {
            case 1 -> "";
            case 2 -> " twice";
            default -> " " + count + " times";
        };
    }
}
