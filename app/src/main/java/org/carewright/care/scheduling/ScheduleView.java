package org.carewright.care.scheduling;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.UUID;
import org.carewright.care.scheduling.Calendar.By;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * What the calendar shows; all of it stands in the address.
 *
 * @param week a week of one resource instead of a day of all
 * @param resource the practitioner or room of the week, or null for the first
 * @param visit the visit that is open beside the calendar, or null
 */
record ScheduleView(
        SiteId site,
        By by,
        boolean week,
        LocalDate date,
        @Nullable UUID resource,
        @Nullable UUID visit) {

    LocalDate first() {
        return week ? date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : date;
    }

    LocalDate last() {
        return week ? first().plusDays(6) : date;
    }

    String url() {
        return "/schedule?site=" + site
                + "&by=" + Params.code(by)
                + (week ? "&view=week" : "")
                + "&date=" + date
                + (resource == null ? "" : "&resource=" + resource)
                + (visit == null ? "" : "&visit=" + visit);
    }

    ScheduleView on(LocalDate other) {
        return new ScheduleView(site, by, week, other, resource, null);
    }

    ScheduleView next(int direction) {
        return on(week ? date.plusWeeks(direction) : date.plusDays(direction));
    }

    ScheduleView by(By other) {
        return new ScheduleView(site, other, week, date, null, null);
    }

    ScheduleView asDay() {
        return new ScheduleView(site, by, false, date, null, visit);
    }

    ScheduleView asWeek(@Nullable UUID of) {
        return new ScheduleView(site, by, true, date, of, null);
    }

    ScheduleView showing(@Nullable UUID other) {
        return new ScheduleView(site, by, week, date, resource, other);
    }
}
