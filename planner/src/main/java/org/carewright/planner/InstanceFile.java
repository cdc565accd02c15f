package org.carewright.planner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** An instance as a file of the competition's JSON. */
public final class InstanceFile {

    /** Ten years. */
    private static final int MOST_DAYS = 3660;

    private static final int MOST = 1_000_000;
    /** A bit for each. */
    private static final int MOST_AGE_GROUPS = 64;

    private static final Set<String> MAY_BE_EMPTY = Set.of("occupants", "patients");

    private final Faults faults;
    private final JsonObject root;
    private final int days;
    private final int skillLevels;
    private final List<String> shiftTypes;
    private final Map<String, Integer> shiftTypePositions;
    private final List<String> ageGroups;
    private final Map<String, Integer> ageGroupPositions;

    private InstanceFile(JsonObject root, Faults faults) {
        this.root = root;
        this.faults = faults;
        this.days = size("days", MOST_DAYS);
        this.skillLevels = size("skill_levels", MOST);
        this.shiftTypes = root.texts("shift_types");
        this.shiftTypePositions = positions("shift_types", shiftTypes);
        this.ageGroups = root.texts("age_groups");
        this.ageGroupPositions = positions("age_groups", ageGroups);
        if (ageGroups.size() > MOST_AGE_GROUPS) {
            faults.add("$.age_groups", "must be at most " + MOST_AGE_GROUPS);
        }
    }

    /**
     * @throws FaultyFile with everything that is wrong with it
     * @throws IOException if it can not be read
     */
    public static Instance read(Path file) throws IOException, FaultyFile {
        var faults = new Faults();
        var instance = new InstanceFile(JsonFile.read(file, faults), faults).instance();
        faults.check();
        return instance;
    }

    /** The most, where it is faulty: then nothing else is by that. */
    private int size(String name, int most) {
        var size = root.integer(name, 1, most);
        return root.isFaulty(name) ? most : size;
    }

    private Instance instance() {
        var roomObjects = root.objects("rooms");
        var rooms = roomObjects.stream()
                .map(room -> new Room(room.text("id"), Collections.nCopies(days, room.integer("capacity", 0, MOST))))
                .toList();
        var roomPositions = ids("rooms", rooms.stream().map(Room::id).toList());
        var surgeons = root.objects("surgeons").stream().map(this::surgeon).toList();
        var surgeonPositions =
                ids("surgeons", surgeons.stream().map(Surgeon::id).toList());
        var theaters =
                root.objects("operating_theaters").stream().map(this::theater).toList();
        ids("operating_theaters", theaters.stream().map(OperatingTheater::id).toList());
        var nurses = root.objects("nurses").stream().map(this::nurse).toList();
        ids("nurses", nurses.stream().map(Nurse::id).toList());
        var occupants = root.objects("occupants").stream()
                .map(occupant -> occupant(occupant, roomPositions))
                .toList();
        var patients = root.objects("patients").stream()
                .map(patient -> patient(patient, roomPositions, surgeonPositions))
                .toList();
        ids("occupants", occupants.stream().map(Occupant::id).toList());
        ids("patients", patients.stream().map(Patient::id).toList());
        return new Instance(
                days,
                skillLevels,
                shiftTypes,
                ageGroups,
                weights(root.object("weights")),
                occupants,
                patients,
                surgeons,
                theaters,
                rooms,
                nurses);
    }

    private static Weights weights(JsonObject weights) {
        return new Weights(
                weights.integer("room_mixed_age", 0, MOST),
                weights.integer("room_nurse_skill", 0, MOST),
                weights.integer("continuity_of_care", 0, MOST),
                weights.integer("nurse_eccessive_workload", 0, MOST),
                weights.integer("open_operating_theater", 0, MOST),
                weights.integer("surgeon_transfer", 0, MOST),
                weights.integer("patient_delay", 0, MOST),
                weights.integer("unscheduled_optional", 0, MOST));
    }

    private Surgeon surgeon(JsonObject surgeon) {
        return new Surgeon(surgeon.text("id"), minutes(surgeon, "max_surgery_time"));
    }

    private OperatingTheater theater(JsonObject theater) {
        return new OperatingTheater(theater.text("id"), minutes(theater, "availability"));
    }

    private List<Integer> minutes(JsonObject object, String name) {
        var size = root.isFaulty("days") ? OptionalInt.empty() : OptionalInt.of(days);
        return object.integers(name, 0, MOST, size, "one for each day");
    }

    private Nurse nurse(JsonObject nurse) {
        var seen = new HashSet<Integer>();
        var shifts = new ArrayList<WorkingShift>();
        for (var shift : nurse.objects("working_shifts")) {
            var day = shift.integer("day", 0, days - 1);
            var type = shift.position("shift", shiftTypePositions, "shift type");
            if (!seen.add(day * shiftTypes.size() + type)) {
                shift.fault("shift", "the nurse works in it already");
            }
            shifts.add(new WorkingShift(day, type, shift.integer("max_load", 0, MOST)));
        }
        return new Nurse(nurse.text("id"), nurse.integer("skill_level", 0, skillLevels - 1), shifts);
    }

    private Occupant occupant(JsonObject occupant, Map<String, Integer> rooms) {
        var lengthOfStay = occupant.integer("length_of_stay", 1, MOST_DAYS);
        return new Occupant(
                occupant.text("id"),
                gender(occupant),
                occupant.position("age_group", ageGroupPositions, "age group"),
                lengthOfStay,
                care(occupant, lengthOfStay),
                occupant.position("room_id", rooms, "room"));
    }

    private Patient patient(JsonObject patient, Map<String, Integer> rooms, Map<String, Integer> surgeons) {
        var mandatory = patient.bool("mandatory");
        var lengthOfStay = patient.integer("length_of_stay", 1, MOST_DAYS);
        var release = patient.integer("surgery_release_day", 0, days - 1);
        return new Patient(
                patient.text("id"),
                mandatory,
                gender(patient),
                patient.position("age_group", ageGroupPositions, "age group"),
                lengthOfStay,
                release,
                mandatory ? patient.integer("surgery_due_day", release, days - 1) : days - 1,
                patient.integer("surgery_duration", 0, MOST),
                patient.position("surgeon_id", surgeons, "surgeon"),
                incompatibleRooms(patient, rooms),
                care(patient, lengthOfStay));
    }

    private static Gender gender(JsonObject person) {
        return switch (person.text("gender")) {
            case "A", "" -> Gender.A;
            case "B" -> Gender.B;
            default -> {
                person.fault("gender", "must be \"A\" or \"B\"");
                yield Gender.A;
            }
        };
    }

    private static Set<Integer> incompatibleRooms(JsonObject patient, Map<String, Integer> rooms) {
        var incompatible = new HashSet<Integer>();
        if (patient.has("incompatible_room_ids")) {
            var ids = patient.texts("incompatible_room_ids");
            for (var i = 0; i < ids.size(); i++) {
                var room = rooms.get(ids.get(i));
                if (room != null) {
                    incompatible.add(room);
                } else if (!ids.get(i).isEmpty()) {
                    patient.fault(
                            "incompatible_room_ids[" + i + "]",
                            "there is no room \"" + JsonObject.abridged(ids.get(i)) + "\"");
                }
            }
        }
        return incompatible;
    }

    private Care care(JsonObject person, int lengthOfStay) {
        var shifts = person.isFaulty("length_of_stay") || root.isFaulty("shift_types")
                ? OptionalInt.empty()
                : OptionalInt.of(lengthOfStay * shiftTypes.size());
        var why = "one for each shift of the stay";
        return new Care(
                person.integers("workload_produced", 0, MOST, shifts, why),
                person.integers("skill_level_required", 0, skillLevels - 1, shifts, why));
    }

    private Map<String, Integer> ids(String list, List<String> ids) {
        return positions(list, ids, "].id");
    }

    private Map<String, Integer> positions(String list, List<String> names) {
        return positions(list, names, "]");
    }

    private Map<String, Integer> positions(String list, List<String> names, String after) {
        if (names.isEmpty() && root.has(list) && !MAY_BE_EMPTY.contains(list)) {
            root.fault(list, "must not be empty");
        }
        var positions = new HashMap<String, Integer>();
        for (var i = 0; i < names.size(); i++) {
            var earlier = positions.putIfAbsent(names.get(i), i);
            if (earlier != null && !names.get(i).isEmpty()) {
                faults.add(
                        root.path(list) + "[" + i + after, "is the same as " + root.path(list) + "[" + earlier + after);
            }
        }
        return positions;
    }
}
