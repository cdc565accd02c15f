package org.carewright.planner.cli;

import java.io.Serial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.carewright.planner.ChangeCosts;
import org.carewright.planner.Instance;
import org.carewright.planner.Nurse;
import org.carewright.planner.OperatingTheater;
import org.carewright.planner.Patient;
import org.carewright.planner.Plan;
import org.carewright.planner.Promise;
import org.carewright.planner.Room;
import org.carewright.planner.Situation;
import org.carewright.planner.Surgeon;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What has happened to a plan that people go by, and what must stay of it. */
final class RevisionOptions {

    private static final int DEAREST = 1_000_000;
    private static final String DAYS = "%nDAYS: 3, or 3-5.";

    @Option(
            names = "--revise",
            paramLabel = "PLAN",
            description = "People go by this plan: change it as little as is worth it.")
    private @Nullable Path inForce;

    @Option(names = "--today", paramLabel = "DAY", description = "What PLAN says of earlier days stays.")
    private int today;

    @Option(names = "--cancel", paramLabel = "PATIENT", description = "She will not come.")
    private List<String> cancelled = new ArrayList<>();

    @Option(names = "--close-room", paramLabel = "ROOM:DAYS", description = "No beds there." + DAYS)
    private List<String> closedRooms = new ArrayList<>();

    @Option(names = "--close-theater", paramLabel = "THEATER:DAYS", description = "No surgery there.")
    private List<String> closedTheaters = new ArrayList<>();

    @Option(names = "--surgeon-away", paramLabel = "SURGEON:DAYS", description = "She does not operate.")
    private List<String> surgeonsAway = new ArrayList<>();

    @Option(names = "--nurse-away", paramLabel = "NURSE:DAYS", description = "She is not at work.")
    private List<String> nursesAway = new ArrayList<>();

    @Option(names = "--keep", paramLabel = "PATIENT", description = "Her day, room and theatre stay.")
    private List<String> kept = new ArrayList<>();

    @Option(
            names = "--wish",
            paramLabel = "PATIENT[:day=D][:room=R][:theater=T]",
            description = "She is to be admitted so; if that can not be, say what is in the way.")
    private List<String> wishes = new ArrayList<>();

    @Option(
            names = "--change-costs",
            paramLabel = "DAY,ROOM,THEATER,DUTY",
            split = ",",
            arity = "1",
            description = "What it costs to admit a patient on another day, to another room, to operate her in another"
                    + " theatre, and to have another nurse in a room and shift. Default: 50,10,10,1.")
    private @Nullable List<Integer> changeCosts;

    @Nullable
    Path inForce() {
        return inForce;
    }

    /** Whether anything is said that makes sense of a plan in force only. */
    boolean isAsked() {
        return today != 0
                || changeCosts != null
                || List.of(cancelled, closedRooms, closedTheaters, surgeonsAway, nursesAway, kept, wishes).stream()
                        .anyMatch(list -> !list.isEmpty());
    }

    /** @throws Faulty with all that is wrong with the options */
    Situation situation(Instance instance, Plan plan) throws Faulty {
        return new Reader(instance, plan).situation();
    }

    /** What is wrong with the options. */
    static final class Faulty extends Exception {

        @Serial
        private static final long serialVersionUID = 1;

        private final transient List<String> faults;

        Faulty(List<String> faults) {
            super(String.join("; ", faults));
            this.faults = List.copyOf(faults);
        }

        List<String> faults() {
            return faults;
        }
    }

    /** The first day and the last. */
    private record Days(int first, int last) {}

    /** Changes a situation by a thing, known by its position, that is so on some days. */
    private interface Closing {

        Situation apply(Situation situation, int position, int first, int last);
    }

    private final class Reader {

        private final Instance instance;
        private final Plan plan;
        private final List<String> faults = new ArrayList<>();

        Reader(Instance instance, Plan plan) {
            this.instance = instance;
            this.plan = plan;
        }

        Situation situation() throws Faulty {
            if (today < 0 || today >= instance.days()) {
                faults.add("--today: must be from 0 to %d".formatted(instance.days() - 1));
                throw new Faulty(faults);
            }
            var four = changeCosts == null ? List.of(50, 10, 10, 1) : changeCosts;
            if (four.size() != 4 || four.stream().anyMatch(cost -> cost < 0 || cost > DEAREST)) {
                faults.add("--change-costs: must be four numbers from 0 to %d: 50,10,10,1".formatted(DEAREST));
                throw new Faulty(faults);
            }
            var costs = new ChangeCosts(four.get(0), four.get(1), four.get(2), four.get(3));
            var situation = new Situation(instance, plan, today, Map.of(), costs);
            situation = close(
                    situation, "--close-room", closedRooms, instance.rooms(), Room::id, Situation::withRoomClosed);
            situation = close(
                    situation,
                    "--close-theater",
                    closedTheaters,
                    instance.theaters(),
                    OperatingTheater::id,
                    Situation::withTheaterClosed);
            situation = close(
                    situation,
                    "--surgeon-away",
                    surgeonsAway,
                    instance.surgeons(),
                    Surgeon::id,
                    Situation::withSurgeonAway);
            situation = close(
                    situation, "--nurse-away", nursesAway, instance.nurses(), Nurse::id, Situation::withNurseAway);
            situation = keep(situation);
            situation = wish(situation);
            situation = cancel(situation);
            if (!faults.isEmpty()) {
                throw new Faulty(faults);
            }
            return situation;
        }

        private <T> Situation close(
                Situation situation,
                String option,
                List<String> values,
                List<T> all,
                Function<T, String> id,
                Closing closing) {
            for (var value : values) {
                var colon = value.lastIndexOf(':');
                if (colon < 0) {
                    faults.add("%s: \"%s\" must be a name and days: %s:3-5".formatted(option, value, value));
                    continue;
                }
                var position = position(option, value.substring(0, colon), all, id);
                var days = days(option, value.substring(colon + 1));
                if (position >= 0 && days != null) {
                    situation = closing.apply(situation, position, days.first(), days.last());
                }
            }
            return situation;
        }

        private Situation keep(Situation situation) {
            for (var id : kept) {
                var p = position("--keep", id, instance.patients(), Patient::id);
                var admission = p < 0 ? null : plan.admissions().get(p);
                if (admission != null) {
                    situation = situation.withPromise(p, Promise.of(admission));
                } else if (p >= 0) {
                    faults.add("--keep: patient %s is not admitted in the plan".formatted(id));
                }
            }
            return situation;
        }

        private Situation wish(Situation situation) {
            for (var wish : wishes) {
                var words = List.of(wish.split(":(?=[a-z]+=)", -1));
                var p = undecided("--wish", words.getFirst(), situation);
                var parts = new HashMap<String, Integer>();
                for (var word : words.subList(1, words.size())) {
                    var name = word.substring(0, word.indexOf('=') + 1);
                    var value = word.substring(name.length());
                    var part = switch (name) {
                        case "day=" -> day(value);
                        case "room=" -> position("--wish", value, instance.rooms(), Room::id);
                        case "theater=" -> position("--wish", value, instance.theaters(), OperatingTheater::id);
                        default -> {
                            faults.add("--wish: \"%s\" must be day=, room= or theater=".formatted(word));
                            yield -1;
                        }
                    };
                    if (parts.put(name, part) != null) {
                        faults.add("--wish: %s stands twice in \"%s\"".formatted(name, wish));
                    }
                }
                if (situation.promises().containsKey(p)) {
                    faults.add("--wish: patient %s has a wish already, or is kept".formatted(words.getFirst()));
                } else if (p >= 0) {
                    situation = situation.withPromise(
                            p, new Promise(parts.get("day="), parts.get("room="), parts.get("theater=")));
                }
            }
            return situation;
        }

        private int day(String value) {
            var days = days("--wish", value);
            if (days != null && days.first() != days.last()) {
                faults.add("--wish: \"%s\" must be one day".formatted(value));
            }
            return days == null ? -1 : days.first();
        }

        private Situation cancel(Situation situation) {
            for (var id : cancelled) {
                var p = undecided("--cancel", id, situation);
                if (situation.promises().containsKey(p)) {
                    faults.add("--cancel: patient %s has a wish, or is kept".formatted(id));
                }
            }
            if (faults.isEmpty()) {
                for (var id : new LinkedHashSet<>(cancelled)) {
                    var ids = situation.instance().patients().stream()
                            .map(Patient::id)
                            .toList();
                    situation = situation.withoutPatient(ids.indexOf(id));
                }
            }
            return situation;
        }

        /** A patient who has not come yet; -1 with a fault if there is none. */
        private int undecided(String option, String id, Situation situation) {
            var p = position(option, id, instance.patients(), Patient::id);
            if (p >= 0 && situation.hasCome(p)) {
                faults.add("%s: patient %s has come on day %d already"
                        .formatted(option, id, situation.choice(p).first()));
                return -1;
            }
            return p;
        }

        private <T> int position(String option, String id, List<T> all, Function<T, String> idOf) {
            var position = all.stream().map(idOf).toList().indexOf(id);
            if (position < 0) {
                faults.add("%s: there is no \"%s\"".formatted(option, id));
            }
            return position;
        }

        private @Nullable Days days(String option, String text) {
            if (text.matches("\\d{1,4}(-\\d{1,4})?")) {
                var ends = text.split("-", 2);
                var days = new Days(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
                if (days.first() >= today && days.first() <= days.last() && days.last() < instance.days()) {
                    return days;
                }
            }
            faults.add("%s: \"%s\" must be a day, or days like 3-5, from %d to %d"
                    .formatted(option, text, today, instance.days() - 1));
            return null;
        }
    }
}
