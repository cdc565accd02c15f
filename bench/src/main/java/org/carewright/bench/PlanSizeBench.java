package org.carewright.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carewright.planner.Instance;
import org.carewright.planner.Nurse;
import org.carewright.planner.Occupant;
import org.carewright.planner.OperatingTheater;
import org.carewright.planner.Patient;
import org.carewright.planner.Room;
import org.carewright.planner.Surgeon;
import org.carewright.planner.WorkingShift;
import org.carewright.planner.solver.Effort;
import org.carewright.planner.solver.Progress;
import org.carewright.planner.solver.Solver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "plan-size",
        description = "Plans wards made of several copies of one, side by side and one after the other.")
final class PlanSizeBench implements Callable<Integer> {

    @Option(names = "--data", description = "The competition's folder. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of(Wards.DEFAULT);

    @Option(names = "--ward", description = "Default: ${DEFAULT-VALUE}.")
    private String ward = "i22";

    @Option(names = "--seconds", description = "How long to plan each. Default: ${DEFAULT-VALUE}.")
    private int seconds = 60;

    @Option(names = "--threads", description = "Default: ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Override
    public Integer call() throws Exception {
        var original = new Wards(data).ward(ward);
        var rows = new ArrayList<List<String>>();
        var feasible = true;
        for (var size : new int[][] {{1, 1}, {2, 1}, {5, 1}, {1, 2}, {1, 4}, {5, 2}}) {
            var instance = longer(wider(original, size[0]), size[1]);
            var first = new AtomicLong(-1);
            var before = used();
            var solver = new Solver(instance, new Effort(Duration.ofSeconds(seconds), Long.MAX_VALUE, threads, 1));
            var memory = new AtomicLong(-1);
            var found = solver.solve(progress -> {
                if (memory.get() < 0) {
                    memory.set(used() - before);
                }
                if (progress.feasible()) {
                    first.compareAndSet(-1, progress.elapsed().toMillis());
                }
            });
            feasible &= found.feasible();
            rows.add(row(instance, size, found, first.get(), memory.get()));
            System.err.println(rows.getLast());
        }
        new Figures(
                        "plan-size",
                        "Planning large wards",
                        "bin/bench plan-size --ward %s --seconds %d --threads %d".formatted(ward, seconds, threads),
                        "")
                .text("Copies of the ward " + ward
                        + " of the competition: side by side (everything but the days so many times),"
                        + " and one after the other (so many times the days, and in each stretch the patients anew). The"
                        + " cost for each copy says what is lost by size in the same time.")
                .table(
                        List.of(
                                "side by side",
                                "one after the other",
                                "patients",
                                "rooms",
                                "nurses",
                                "days",
                                "memory of all threads, MB",
                                "first plan that keeps all rules, s",
                                "million moves a second",
                                "cost for each copy",
                                "who must be admitted and is not",
                                "stopped late, ms"),
                        rows)
                .keep();
        return feasible ? 0 : 1;
    }

    private List<String> row(Instance instance, int[] size, Progress found, long first, long memory) {
        return List.of(
                Integer.toString(size[0]),
                Integer.toString(size[1]),
                Integer.toString(instance.patients().size()),
                Integer.toString(instance.rooms().size()),
                Integer.toString(instance.nurses().size()),
                Integer.toString(instance.days()),
                Figures.number(memory / 1e6),
                first < 0 ? "none" : Figures.number(first / 1e3),
                Figures.number(found.moves() / (found.elapsed().toNanos() / 1e3)),
                Long.toString(found.evaluation().totalCost() / ((long) size[0] * size[1])),
                Integer.toString(found.missing()),
                Long.toString(found.elapsed().minusSeconds(seconds).toMillis()));
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Everything but the days so many times; a patient keeps to the surgeon of her copy, and to no rooms or theatres. */
    private static Instance wider(Instance one, int times) {
        var rooms = one.rooms().size();
        var surgeons = one.surgeons().size();
        return new Instance(
                one.days(),
                one.skillLevels(),
                one.shiftTypes(),
                one.ageGroups(),
                one.weights(),
                copies(
                        one.occupants(),
                        times,
                        (o, c) -> new Occupant(
                                id(o.id(), c),
                                o.gender(),
                                o.ageGroup(),
                                o.lengthOfStay(),
                                o.care(),
                                o.room() + c * rooms)),
                copies(
                        one.patients(),
                        times,
                        (p, c) -> patient(
                                p,
                                c,
                                p.releaseDay(),
                                p.dueDay(),
                                p.surgeon() + c * surgeons,
                                IntStream.range(0, times).boxed().toList(),
                                rooms)),
                copies(one.surgeons(), times, (s, c) -> new Surgeon(id(s.id(), c), s.maxSurgeryTime())),
                copies(one.theaters(), times, (t, c) -> new OperatingTheater(id(t.id(), c), t.availability())),
                copies(one.rooms(), times, (r, c) -> new Room(id(r.id(), c), r.beds())),
                copies(one.nurses(), times, (n, c) -> new Nurse(id(n.id(), c), n.skillLevel(), n.workingShifts())));
    }

    /** So many times the days, and in each stretch the patients anew. */
    private static Instance longer(Instance one, int times) {
        var days = one.days();
        return new Instance(
                days * times,
                one.skillLevels(),
                one.shiftTypes(),
                one.ageGroups(),
                one.weights(),
                one.occupants(),
                copies(
                        one.patients(),
                        times,
                        (p, c) -> patient(
                                p,
                                c,
                                p.releaseDay() + c * days,
                                p.mandatory() ? p.dueDay() + c * days : days * times - 1,
                                p.surgeon(),
                                List.of(0),
                                0)),
                one.surgeons().stream()
                        .map(s -> new Surgeon(s.id(), repeated(s.maxSurgeryTime(), times)))
                        .toList(),
                one.theaters().stream()
                        .map(t -> new OperatingTheater(t.id(), repeated(t.availability(), times)))
                        .toList(),
                one.rooms().stream()
                        .map(r -> new Room(r.id(), repeated(r.beds(), times)))
                        .toList(),
                one.nurses().stream()
                        .map(n -> new Nurse(
                                n.id(),
                                n.skillLevel(),
                                copies(
                                        n.workingShifts(),
                                        times,
                                        (s, c) -> new WorkingShift(s.day() + c * days, s.shift(), s.maxLoad()))))
                        .toList());
    }

    private static Patient patient(
            Patient p, int copy, int release, int due, int surgeon, List<Integer> copies, int roomsOfCopy) {
        return new Patient(
                id(p.id(), copy),
                p.mandatory(),
                p.gender(),
                p.ageGroup(),
                p.lengthOfStay(),
                release,
                due,
                p.surgeryDuration(),
                surgeon,
                p.incompatibleRooms().stream()
                        .flatMap(room -> copies.stream().map(c -> room + c * roomsOfCopy))
                        .collect(Collectors.toSet()),
                p.care());
    }

    private static <T> List<T> copies(List<T> of, int times, BiFunction<T, Integer, T> copy) {
        return IntStream.range(0, times)
                .boxed()
                .flatMap(c -> of.stream().map(thing -> copy.apply(thing, c)))
                .toList();
    }

    private static <T> List<T> repeated(List<T> of, int times) {
        return Collections.nCopies(times, of).stream().flatMap(List::stream).toList();
    }

    private static String id(String id, int copy) {
        return id + "-" + copy;
    }
}
