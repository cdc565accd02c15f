package org.carewright.care.itineraries;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carewright.care.itineraries.Plan.Choice;
import org.carewright.care.itineraries.Wanted.Bounds;
import org.carewright.care.itineraries.Wanted.Leg;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.openings.ItinerarySearch;
import org.carewright.platform.types.Day;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Input;
import org.jspecify.annotations.Nullable;

/** Reads the form of an itinerary. */
final class ItineraryForm {

    private static final int MINUTES_A_DAY = 1440;

    private ItineraryForm() {}

    /** Whether the form was filled in, rather than opened. */
    static boolean isFilled(Input input) {
        return IntStream.rangeClosed(1, ItinerarySearch.MOST_VISITS)
                        .filter(number -> !input.value("type-" + number).isEmpty())
                        .count()
                > 1;
    }

    /**
     * @param mine the sites this actor may choose from
     * @throws Invalid with everything that is missing or cannot be
     */
    static Wanted read(Input input, List<SiteId> mine, LocalDate today) {
        var issues = new ArrayList<Issue>();
        var legs = new ArrayList<Leg>();
        for (var number = 1; number <= ItinerarySearch.MOST_VISITS; number++) {
            var type = input.id("type-" + number, VisitTypeId::of);
            if (type != null) {
                legs.add(new Leg(type, input.id("with-" + number, PractitionerId::of)));
            }
        }
        var least = number(input, "least", issues);
        var most = number(input, "most", issues);
        var bounds = new Bounds(
                input.has("order", "yes"),
                input.has("sameDay", "yes"),
                input.has("sameSite", "yes"),
                least == null ? 0 : least,
                most == null ? null : most * (input.has("mostUnit", "days") ? MINUTES_A_DAY : 1),
                number(input, "travel", issues));
        var from = input.value("date").isEmpty()
                ? today
                : Day.parse(input.value("date")).orElseGet(() -> {
                    issues.add(Issue.value("date", "Give the first day that suits."));
                    return today;
                });
        Invalid.throwIfAny(issues);
        var site = input.id("site", SiteId::of);
        return new Wanted(
                input.requiredId("patient", PatientId::of, "Choose the patient on the booking page."),
                site == null ? mine : List.of(site),
                legs,
                bounds,
                from);
    }

    /** How a plan is sent back: {@code leg|site|start|practitioner|room}, one after the other. */
    static String value(Plan plan) {
        return plan.stops().stream()
                .map(stop -> String.join(
                        "|",
                        String.valueOf(stop.leg()),
                        stop.opening().site().toString(),
                        stop.opening().time().start().toString(),
                        text(stop.opening().practitioner()),
                        text(stop.opening().room())))
                .collect(Collectors.joining(";"));
    }

    /** @throws Invalid if that is no plan for so many legs */
    static List<Choice> choices(Input input, int legs) {
        try {
            var choices = Arrays.stream(input.value("plan").split(";"))
                    .map(ItineraryForm::choice)
                    .toList();
            var covered = choices.stream().map(Choice::leg).distinct().sorted().toList();
            if (choices.size() == legs
                    && covered.equals(IntStream.range(0, legs).boxed().toList())) {
                return choices;
            }
        } catch (DateTimeException | NotFound | NumberFormatException | IndexOutOfBoundsException notAPlan) {
            // as if it were one for another number of visits
        }
        throw new Invalid(List.of(Issue.value("plan", "Choose one of the answers that are offered.")));
    }

    private static Choice choice(String text) {
        var parts = text.split("\\|", -1);
        return new Choice(
                Integer.parseInt(parts[0]),
                SiteId.of(parts[1]),
                Instant.parse(parts[2]),
                parts[3].isEmpty() ? null : PractitionerId.of(parts[3]),
                parts[4].isEmpty() ? null : RoomId.of(parts[4]));
    }

    private static @Nullable Integer number(Input input, String name, List<Issue> issues) {
        var typed = input.value(name);
        if (typed.isEmpty()) {
            return null;
        }
        if (!typed.matches("\\d{1,4}")) {
            issues.add(Issue.value(name, "Give a whole number."));
            return null;
        }
        return Integer.valueOf(typed);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
