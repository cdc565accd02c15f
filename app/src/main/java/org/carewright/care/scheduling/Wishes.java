package org.carewright.care.scheduling;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;
import org.carewright.care.scheduling.Openings.Easing;
import org.carewright.foundation.directory.PractitionerId;
import org.jspecify.annotations.Nullable;

/**
 * What a visit's time and practitioner should be like; null, or no weekday, where nothing is wished.
 *
 * @param sex code of the practitioner's administrative gender (FHIR R4), such as {@code female}
 * @param language code (BCP 47) of a language that the practitioner speaks, such as {@code es}
 * @param notBefore wall clock at which the visit may start at the earliest
 * @param notAfter wall clock by which it must be over
 */
public record Wishes(
        @Nullable PractitionerId practitioner,
        @Nullable String sex,
        @Nullable String language,
        Set<DayOfWeek> weekdays,
        @Nullable LocalTime notBefore,
        @Nullable LocalTime notAfter) {

    public static final Wishes NONE = new Wishes(null, null, null, Set.of(), null, null);

    public Wishes {
        weekdays = Set.copyOf(weekdays);
    }

    public static Wishes with(@Nullable PractitionerId practitioner) {
        return new Wishes(practitioner, null, null, Set.of(), null, null);
    }

    boolean limitDays() {
        return !weekdays.isEmpty();
    }

    boolean limitHours() {
        return notBefore != null || notAfter != null;
    }

    Wishes without(Set<Easing> dropped) {
        var hours = dropped.contains(Easing.HOURS);
        return new Wishes(
                dropped.contains(Easing.PRACTITIONER) ? null : practitioner,
                dropped.contains(Easing.SEX) ? null : sex,
                dropped.contains(Easing.LANGUAGE) ? null : language,
                dropped.contains(Easing.WEEKDAYS) ? Set.of() : weekdays,
                hours ? null : notBefore,
                hours ? null : notAfter);
    }
}
