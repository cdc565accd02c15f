package org.carewright.care.records;

import java.util.List;
import org.carewright.platform.types.Issue;

/**
 * A resource that was not taken in.
 *
 * @param label where it stands in the file: {@code entry[17]}, {@code line 17}, or empty for the file as a whole
 * @param type its resource type as far as it can be told, or empty
 * @param issues what to mend, each with a FHIRPath-like path
 */
public record Rejection(String label, String type, List<Issue> issues) {

    public Rejection {
        issues = List.copyOf(issues);
    }
}
