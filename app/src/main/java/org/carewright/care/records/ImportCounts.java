package org.carewright.care.records;

/** What became of some resources. */
public record ImportCounts(int created, int updated, int unchanged, int rejected) {

    public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0);

    public ImportCounts plus(ImportCounts other) {
        return new ImportCounts(
                created + other.created,
                updated + other.updated,
                unchanged + other.unchanged,
                rejected + other.rejected);
    }

    public int total() {
        return created + updated + unchanged + rejected;
    }
}
