package org.carewright.planner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A ward in the middle of its days: people go by a plan, something has happened or has been asked for, and part of the plan
 * must stay. Each {@code with} answers the situation after one more thing has happened; days are from the first to the last,
 * both included.
 *
 * @param instance the ward as it is now
 * @param inForce the plan that people go by; it may break rules of the ward as it is now
 * @param today what the plan says of earlier days has happened and stays
 * @param promises by position of the patient
 */
public record Situation(
        Instance instance, Plan inForce, int today, Map<Integer, Promise> promises, ChangeCosts changeCosts) {

    public Situation {
        if (today < 0 || today >= instance.days()) {
            throw new IllegalArgumentException("no day of the horizon: " + today);
        }
        promises = Map.copyOf(promises);
    }

    /** Nothing is planned yet. */
    public static Situation before(Instance instance) {
        return new Situation(instance, Plan.empty(instance), 0, Map.of(), ChangeCosts.NONE);
    }

    /** Whether people go by a plan already. */
    public boolean isUnderWay() {
        return inForce.admissions().stream().anyMatch(Objects::nonNull);
    }

    /** Whether a patient has come before today, so that nothing of her admission can change. */
    public boolean hasCome(int patient) {
        var admission = inForce.admissions().get(patient);
        return admission != null && admission.day() < today;
    }

    /** Where and when a patient may be admitted, by rule, promise and what has happened. */
    public Choice choice(int p) {
        var patient = instance.patients().get(p);
        var promise = promises.get(p);
        var admission = inForce.admissions().get(p);
        if (admission != null && hasCome(p)) {
            return new Choice(
                    patient.mandatory(),
                    admission.day(),
                    admission.day(),
                    List.of(admission.room()),
                    List.of(admission.theater()));
        }
        var first = Math.max(today, patient.releaseDay());
        var last = patient.dueDay();
        if (promise != null && promise.day() != null) {
            first = Math.max(first, promise.day());
            last = Math.min(last, promise.day());
        }
        return new Choice(
                patient.mandatory() || promise != null,
                first,
                last,
                choices(
                        instance.rooms().size(),
                        promise == null ? null : promise.room(),
                        r -> !patient.incompatibleRooms().contains(r)),
                choices(instance.theaters().size(), promise == null ? null : promise.theater(), t -> true));
    }

    private static List<Integer> choices(int size, @Nullable Integer promised, IntPredicate allowed) {
        return IntStream.range(0, size)
                .filter(i -> promised == null || promised == i)
                .filter(allowed)
                .boxed()
                .toList();
    }

    public Situation withPromise(int patient, Promise promise) {
        var all = new HashMap<>(promises);
        all.put(patient, promise);
        return new Situation(instance, inForce, today, all, changeCosts);
    }

    /** A patient who has not come yet will not come at all: neither ward nor plan know her any more. */
    public Situation withoutPatient(int patient) {
        if (hasCome(patient)) {
            throw new IllegalArgumentException("the patient has come already");
        }
        var patients = new ArrayList<>(instance.patients());
        patients.remove(patient);
        var admissions = new ArrayList<@Nullable Admission>(inForce.admissions());
        admissions.remove(patient);
        var others = new HashMap<Integer, Promise>();
        promises.forEach((p, promise) -> {
            if (p != patient) {
                others.put(p < patient ? p : p - 1, promise);
            }
        });
        return new Situation(
                instance.with(patients, instance.surgeons(), instance.theaters(), instance.rooms(), instance.nurses()),
                new Plan(admissions, inForce.duties()),
                today,
                others,
                changeCosts);
    }

    public Situation withRoomClosed(int room, int first, int last) {
        return with(
                instance.surgeons(),
                instance.theaters(),
                changed(instance.rooms(), room, r -> new Room(r.id(), none(r.beds(), first, last))),
                instance.nurses());
    }

    public Situation withTheaterClosed(int theater, int first, int last) {
        return with(
                instance.surgeons(),
                changed(
                        instance.theaters(),
                        theater,
                        t -> new OperatingTheater(t.id(), none(t.availability(), first, last))),
                instance.rooms(),
                instance.nurses());
    }

    public Situation withSurgeonAway(int surgeon, int first, int last) {
        return with(
                changed(instance.surgeons(), surgeon, s -> new Surgeon(s.id(), none(s.maxSurgeryTime(), first, last))),
                instance.theaters(),
                instance.rooms(),
                instance.nurses());
    }

    public Situation withNurseAway(int nurse, int first, int last) {
        return with(
                instance.surgeons(),
                instance.theaters(),
                instance.rooms(),
                changed(
                        instance.nurses(),
                        nurse,
                        n -> new Nurse(
                                n.id(),
                                n.skillLevel(),
                                n.workingShifts().stream()
                                        .filter(shift -> shift.day() < first || shift.day() > last)
                                        .toList())));
    }

    private Situation with(
            List<Surgeon> surgeons, List<OperatingTheater> theaters, List<Room> rooms, List<Nurse> nurses) {
        var changed = instance.with(instance.patients(), surgeons, theaters, rooms, nurses);
        return new Situation(changed, inForce, today, promises, changeCosts);
    }

    private static <T> List<T> changed(List<T> all, int position, UnaryOperator<T> change) {
        var changed = new ArrayList<>(all);
        changed.set(position, change.apply(changed.get(position)));
        return changed;
    }

    private static List<Integer> none(List<Integer> ofDays, int first, int last) {
        var fewer = new ArrayList<>(ofDays);
        Collections.fill(fewer.subList(first, last + 1), 0);
        return fewer;
    }
}
