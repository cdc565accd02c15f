package org.carewright.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.carewright.planner.ChangeCosts;
import org.carewright.planner.Comparison;
import org.carewright.planner.Instance;
import org.carewright.planner.Obstacles;
import org.carewright.planner.Plan;
import org.carewright.planner.Promise;
import org.carewright.planner.Situation;
import org.carewright.planner.solver.Effort;
import org.carewright.planner.solver.Solver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "plan-moves",
        description =
                "Compares what the planner computes in small steps with what the plan costs as a whole, after many searches of"
                        + " different lengths, half of them of a plan in force to which something happened.")
final class PlanMovesBench implements Callable<Integer> {

    /** The price of duties is left out: the search counts rooms too that have become empty. */
    private static final ChangeCosts CHANGES = new ChangeCosts(40, 7, 3, 0);

    @Option(names = "--data", description = "The competition's folder. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of(Wards.DEFAULT);

    @Option(names = "--rounds", description = "Searches of each ward. Default: ${DEFAULT-VALUE}.")
    private int rounds = 200;

    @Option(names = "--most-moves", description = "Of a search. Default: ${DEFAULT-VALUE}.")
    private int mostMoves = 100_000;

    private static final class Count {
        private int searches;
        private long moves;
        private int revisions;
        private int changes;
        private int otherCosts;
        private int otherViolations;
    }

    @Override
    public Integer call() throws Exception {
        var wards = new Wards(data);
        var rows = new ArrayList<List<String>>();
        var wrong = 0;
        for (var name : wards.names()) {
            var count = new Count();
            for (var round = 0; round < rounds; round++) {
                search(wards.ward(name), new SplittableRandom(round), count);
            }
            wrong += count.otherCosts + count.otherViolations;
            rows.add(List.of(
                    name,
                    Integer.toString(count.searches),
                    Figures.number(count.moves / 1e6),
                    Integer.toString(count.revisions),
                    Integer.toString(count.changes),
                    Integer.toString(count.otherCosts),
                    Integer.toString(count.otherViolations)));
            System.err.println(rows.getLast());
        }
        new Figures("plan-moves", "Small steps and the whole", "bin/bench plan-moves --rounds " + rounds, "")
                .text(
                        "Searches of random length with one thread. Half of them revise the plan that the search before found, on"
                                + " a random day, after a room was closed, a surgeon or nurse went away, a patient withdrew or was"
                                + " promised a day.")
                .table(
                        List.of(
                                "ward",
                                "searches",
                                "million moves",
                                "of them revisions",
                                "patients changed",
                                "other cost",
                                "other violations"),
                        rows)
                .keep();
        return wrong == 0 ? 0 : 1;
    }

    private void search(Instance instance, RandomGenerator random, Count count) throws InterruptedException {
        var plan = judged(Situation.before(instance), random, count);
        var today = random.nextInt(instance.days());
        var situation = happened(new Situation(instance, plan, today, Map.of(), CHANGES), random);
        if (situation.isUnderWay() && Obstacles.find(situation).isEmpty()) {
            var revised = judged(situation, random, count);
            count.revisions++;
            count.changes += Comparison.of(situation.instance(), situation.inForce(), revised)
                    .changes()
                    .size();
        }
    }

    private static Situation happened(Situation situation, RandomGenerator random) {
        var instance = situation.instance();
        var first = random.nextInt(situation.today(), instance.days());
        var last = random.nextInt(first, instance.days());
        var p = random.nextInt(instance.patients().size());
        return switch (random.nextInt(6)) {
            case 0 -> situation.withRoomClosed(random.nextInt(instance.rooms().size()), first, last);
            case 1 ->
                situation.withTheaterClosed(random.nextInt(instance.theaters().size()), first, last);
            case 2 ->
                situation.withSurgeonAway(random.nextInt(instance.surgeons().size()), first, last);
            case 3 -> situation.withNurseAway(random.nextInt(instance.nurses().size()), first, last);
            case 4 -> situation.hasCome(p) ? situation : situation.withoutPatient(p);
            default -> situation.hasCome(p) ? situation : situation.withPromise(p, new Promise(first, null, null));
        };
    }

    /** Searches, and compares. */
    private Plan judged(Situation situation, RandomGenerator random, Count count) throws InterruptedException {
        var effort = new Effort(Duration.ofHours(1), random.nextInt(mostMoves), 1, random.nextLong());
        var found = new Solver(situation, effort).solve(progress -> {});
        count.searches++;
        count.moves += found.moves();
        var changes = CHANGES.of(Comparison.of(situation.instance(), situation.inForce(), found.best()));
        var unpromised = situation.promises().keySet().stream()
                .filter(p -> found.best().admissions().get(p) == null
                        && !situation.instance().patients().get(p).mandatory())
                .count();
        var wishes = found.evaluation().totalCost()
                - unpromised * situation.instance().weights().unscheduledOptional();
        if (found.cost() != wishes + (situation.isUnderWay() ? changes : 0)) {
            count.otherCosts++;
        }
        if (found.evaluation().totalViolations() + unpromised != found.missing()) {
            count.otherViolations++;
        }
        return found.best();
    }
}
