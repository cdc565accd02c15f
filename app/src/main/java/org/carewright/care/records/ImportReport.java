package org.carewright.care.records;

import java.util.List;
import java.util.Map;
import org.carewright.platform.types.Issue;

/**
 * What an import did.
 *
 * @param byType what became of the resources, by resource type
 * @param files how many files were read
 * @param skippedFiles how many were not read again, because they were taken in whole before
 * @param bytes length of the files that were read, as stored
 * @param refusals every resource or file that was not taken in, in order
 */
public record ImportReport(
        Map<String, ImportCounts> byType, int files, int skippedFiles, long bytes, List<Refusal> refusals) {

    /**
     * @param file as the person who imports knows it
     * @param label where in the file: {@code entry[17]}, {@code line 17}, or empty for the whole file
     */
    public record Refusal(String file, String label, String type, Issue issue) {}

    public ImportReport {
        byType = Map.copyOf(byType);
        refusals = List.copyOf(refusals);
    }

    public ImportCounts total() {
        return byType.values().stream().reduce(ImportCounts.NONE, ImportCounts::plus);
    }
}
