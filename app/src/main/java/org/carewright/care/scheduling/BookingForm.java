package org.carewright.care.scheduling;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.platform.types.Day;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Interval;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.web.Input;
import org.jspecify.annotations.Nullable;

/**
 * The time, practitioner and room that a form of the booking page asks for.
 *
 * <p>An offered opening comes as one value, {@code slot}: start, practitioner and room, parted by bars. A time of one's
 * own comes as {@code date}, {@code time}, {@code with} and {@code room}.
 */
record BookingForm(
        Interval time,
        @Nullable PractitionerId practitioner,
        @Nullable RoomId room,
        @Nullable String overrideReason) {

    /** The value of a button that books an opening. */
    static String slot(Opening opening) {
        var practitioner = opening.practitioner();
        var room = opening.room();
        return opening.time().start() + "|" + (practitioner == null ? "" : practitioner) + "|"
                + (room == null ? "" : room);
    }

    /** @throws Invalid with everything that is missing or no time */
    static BookingForm of(Input input, Duration length, ZoneId zone) {
        var override = input.value("override");
        if (!input.value("slot").isEmpty()) {
            return ofSlot(input.value("slot"), length, override);
        }
        var issues = new ArrayList<Issue>();
        var date = date(input.value("date"), issues);
        var time = time(input.value("time"), issues);
        Invalid.throwIfAny(issues);
        var start = date.atTime(time).atZone(zone).toInstant();
        return new BookingForm(
                Interval.of(start, length),
                input.id("with", PractitionerId::of),
                input.id("room", RoomId::of),
                override);
    }

    private static BookingForm ofSlot(String slot, Duration length, @Nullable String override) {
        var parts = slot.split("\\|", -1);
        try {
            if (parts.length == 3 && parts[0].matches("\\d{4}-.+")) {
                return new BookingForm(
                        Interval.of(Instant.parse(parts[0]), length), practitioner(parts[1]), room(parts[2]), override);
            }
        } catch (DateTimeException | NotFound notATime) {
            // as if it had another number of parts
        }
        throw new Invalid(List.of(Issue.value("time", "Choose one of the free times, or give another.")));
    }

    private static @Nullable PractitionerId practitioner(String text) {
        return text.isEmpty() ? null : PractitionerId.of(text);
    }

    private static @Nullable RoomId room(String text) {
        return text.isEmpty() ? null : RoomId.of(text);
    }

    static BookingRequest.@Nullable LoopOrigin loop(Input input) {
        var rule = input.value("loop");
        return rule.isEmpty() ? null : new BookingRequest.LoopOrigin(rule, input.id("subject", Id::parse));
    }

    private static LocalDate date(String text, List<Issue> issues) {
        return Day.parse(text).orElseGet(() -> {
            issues.add(Issue.required("date", "Give the day of the visit."));
            return LocalDate.EPOCH;
        });
    }

    private static LocalTime time(String text, List<Issue> issues) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException notATime) {
            issues.add(Issue.required("time", "Give the time at which the visit starts."));
            return LocalTime.MIDNIGHT;
        }
    }
}
