package org.carewright.planner;

/**
 * What it costs to change a plan that people go by already, in the units of the wishes.
 *
 * @param day for each patient who is admitted on another day, or no longer
 * @param room for each patient who is admitted to another room
 * @param theater for each patient whose surgery is in another theatre
 * @param duty for each room and shift that another nurse covers
 */
public record ChangeCosts(int day, int room, int theater, int duty) {

    public static final ChangeCosts NONE = new ChangeCosts(0, 0, 0, 0);

    public ChangeCosts {
        if (day < 0 || room < 0 || theater < 0 || duty < 0) {
            throw new IllegalArgumentException("a change costs less than nothing");
        }
    }

    /** What the changes between two plans cost. */
    public long of(Comparison comparison) {
        var cost = (long) duty * comparison.duties();
        for (var change : comparison.changes()) {
            var before = change.before();
            var after = change.after();
            if (before != null && (after == null || after.day() != before.day())) {
                cost += day;
            }
            if (before != null && after != null) {
                cost += (after.room() != before.room() ? room : 0)
                        + (after.theater() != before.theater() ? theater : 0);
            }
        }
        return cost;
    }
}
