package org.carewright.planner;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A plan as a file of the competition's JSON. */
public final class PlanFile {

    private final Instance instance;
    private final JsonObject root;
    private final Map<String, Integer> patients = new HashMap<>();
    private final Map<String, Integer> rooms = new HashMap<>();
    private final Map<String, Integer> theaters = new HashMap<>();
    private final Map<String, Integer> nurses = new HashMap<>();
    private final Map<String, Integer> shiftTypes = new HashMap<>();

    private PlanFile(Instance instance, JsonObject root) {
        this.instance = instance;
        this.root = root;
        instance.patients().forEach(patient -> patients.put(patient.id(), patients.size()));
        instance.rooms().forEach(room -> rooms.put(room.id(), rooms.size()));
        instance.theaters().forEach(theater -> theaters.put(theater.id(), theaters.size()));
        instance.nurses().forEach(nurse -> nurses.put(nurse.id(), nurses.size()));
        instance.shiftTypes().forEach(type -> shiftTypes.put(type, shiftTypes.size()));
    }

    /**
     * @throws FaultyFile with everything that is wrong with it; a plan that only breaks rules is no faulty file
     * @throws IOException if it can not be read
     */
    public static Plan read(Path file, Instance instance) throws IOException, FaultyFile {
        var faults = new Faults();
        var plan = new PlanFile(instance, JsonFile.read(file, faults)).plan();
        faults.check();
        return plan;
    }

    private Plan plan() {
        return new Plan(admissions(), duties());
    }

    private List<@Nullable Admission> admissions() {
        var admissions = new @Nullable Admission[instance.patients().size()];
        var seen = new HashSet<Integer>();
        for (var line : root.objects("patients")) {
            var patient = line.position("id", patients, "patient");
            if (line.has("id") && patients.containsKey(line.text("id")) && !seen.add(patient)) {
                line.fault("id", "the patient stands here twice");
            }
            if (!line.isText("admission_day", "none")) {
                admissions[patient] = new Admission(
                        line.integer("admission_day", 0, instance.days() - 1),
                        line.position("room", rooms, "room"),
                        line.position("operating_theater", theaters, "operating theatre"));
            }
        }
        return Arrays.asList(admissions);
    }

    private List<NurseDuty> duties() {
        var duties = new LinkedHashSet<NurseDuty>();
        for (var line : root.objects("nurses")) {
            var nurse = line.position("id", nurses, "nurse");
            for (var assignment : line.objects("assignments")) {
                var day = assignment.integer("day", 0, instance.days() - 1);
                var type = assignment.position("shift", shiftTypes, "shift type");
                var ids = assignment.texts("rooms");
                for (var i = 0; i < ids.size(); i++) {
                    var room = rooms.get(ids.get(i));
                    if (room != null) {
                        duties.add(new NurseDuty(
                                nurse, room, day * instance.shiftTypes().size() + type));
                    } else if (!ids.get(i).isEmpty()) {
                        assignment.fault(
                                "rooms[" + i + "]", "there is no room \"" + JsonObject.abridged(ids.get(i)) + "\"");
                    }
                }
            }
        }
        return new ArrayList<>(duties);
    }

    /** Writes it whole or not at all: who reads the file meanwhile finds the old one. */
    public static void write(Plan plan, Instance instance, Path file) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, text(plan, instance));
            try {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    static String text(Plan plan, Instance instance) {
        var json = JsonMapper.shared();
        var root = json.createObjectNode();
        var patients = root.putArray("patients");
        for (var i = 0; i < instance.patients().size(); i++) {
            var line = patients.addObject().put("id", instance.patients().get(i).id());
            var admission = plan.admissions().get(i);
            if (admission == null) {
                line.put("admission_day", "none");
            } else {
                line.put("admission_day", admission.day());
                line.put("room", instance.rooms().get(admission.room()).id());
                line.put(
                        "operating_theater",
                        instance.theaters().get(admission.theater()).id());
            }
        }
        var byNurse = new TreeMap<Integer, TreeMap<Integer, List<Integer>>>();
        for (var duty : plan.duties()) {
            byNurse.computeIfAbsent(duty.nurse(), nurse -> new TreeMap<>())
                    .computeIfAbsent(duty.shift(), shift -> new ArrayList<>())
                    .add(duty.room());
        }
        var nurses = root.putArray("nurses");
        for (var n = 0; n < instance.nurses().size(); n++) {
            var assignments =
                    nurses.addObject().put("id", instance.nurses().get(n).id()).putArray("assignments");
            byNurse.getOrDefault(n, new TreeMap<>())
                    .forEach((shift, rooms) -> assignment(assignments.addObject(), instance, shift, rooms));
        }
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void assignment(ObjectNode assignment, Instance instance, int shift, List<Integer> rooms) {
        var shiftsADay = instance.shiftTypes().size();
        assignment.put("day", shift / shiftsADay);
        assignment.put("shift", instance.shiftTypes().get(shift % shiftsADay));
        var ids = assignment.putArray("rooms");
        rooms.forEach(room -> ids.add(instance.rooms().get(room).id()));
    }
}
