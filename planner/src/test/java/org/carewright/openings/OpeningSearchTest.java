package org.carewright.openings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carewright.openings.Need.Candidate;
import org.junit.jupiter.api.Test;

/** The search against the plain reading of its rules, slot by slot, on two thousand random small clinics. */
class OpeningSearchTest {

    private static final int CASES = 2_000;

    private record Case(int slots, int length, TimeSet starts, List<Need> needs, int from, int until) {

        OpeningSearch search() {
            return new OpeningSearch(length, starts, needs);
        }

        boolean isMet(int start, int need) {
            var asked = needs.get(need);
            return asked.candidates().stream()
                            .filter(candidate -> serves(candidate, start, asked))
                            .count()
                    >= asked.count();
        }

        boolean serves(Candidate candidate, int start, Need need) {
            return slots(start, start + length).allMatch(candidate.open()::contains)
                    && slots(start - need.before(), start + length + need.after())
                            .noneMatch(candidate.taken()::contains);
        }

        private static Stream<Integer> slots(int from, int until) {
            return IntStream.range(from, until).boxed();
        }

        List<Integer> found(List<Integer> only) {
            return slots(from, until)
                    .filter(starts::contains)
                    .filter(start -> only.stream().allMatch(need -> isMet(start, need)))
                    .toList();
        }

        List<Integer> all() {
            return IntStream.range(0, needs.size()).boxed().toList();
        }
    }

    private static Case random(SplittableRandom random) {
        var slots = random.nextInt(1, 600);
        var needs = Stream.generate(() -> need(random, slots))
                .limit(random.nextInt(1, 5))
                .toList();
        var ends = IntStream.of(random.nextInt(slots + 1), random.nextInt(slots + 1))
                .sorted()
                .toArray();
        return new Case(slots, random.nextInt(1, 90), times(random, slots, 0.7), needs, ends[0], ends[1]);
    }

    private static Need need(SplittableRandom random, int slots) {
        var candidates = Stream.generate(
                        () -> new Candidate(times(random, slots, 0.9), times(random, slots, random.nextDouble(0.3))))
                .limit(random.nextInt(0, 6))
                .toList();
        return new Need(candidates, random.nextInt(1, 4), random.nextInt(0, 70), random.nextInt(0, 70));
    }

    /** Stretches that fill about this part of the time. */
    private static TimeSet times(SplittableRandom random, int slots, double share) {
        var set = TimeSet.none(slots);
        for (var at = 0; at < slots; ) {
            var until = at + random.nextInt(1, 200);
            if (random.nextDouble() < share) {
                set.add(at, until);
            }
            at = until;
        }
        return set;
    }

    private static Stream<Case> cases() {
        var random = new SplittableRandom(20_261_124);
        return Stream.generate(() -> random(random)).limit(CASES);
    }

    @Test
    void findsWhatTheRulesAllow() {
        var found = cases().mapToLong(clinic -> {
                    var expected = clinic.found(clinic.all());
                    assertThat(clinic.search().first(clinic.from, clinic.until, Integer.MAX_VALUE))
                            .as("%s", clinic)
                            .isEqualTo(expected);
                    assertThat(clinic.search().first(clinic.from, clinic.until, 3))
                            .isEqualTo(expected.stream().limit(3).toList());
                    return expected.size();
                })
                .filter(count -> count > 0)
                .count();
        assertThat(found).isBetween(CASES / 20L, CASES * 19L / 20);
    }

    @Test
    void tellsWhoCanServe() {
        cases().limit(300)
                .forEach(clinic -> clinic.search()
                        .first(clinic.from, clinic.until, 3)
                        .forEach(start -> {
                            for (var need = 0; need < clinic.needs.size(); need++) {
                                var asked = clinic.needs.get(need);
                                IntPredicate serves =
                                        i -> clinic.serves(asked.candidates().get(i), start, asked);
                                assertThat(clinic.search().able(need, start))
                                        .isEqualTo(IntStream.range(
                                                        0, asked.candidates().size())
                                                .filter(serves)
                                                .boxed()
                                                .toList());
                            }
                        }));
    }

    @Test
    void namesTheSmallestSetsOfNeedsThatCannotBeMet() {
        var several = cases().mapToLong(clinic -> {
                    var conflicts = clinic.search().conflicts(clinic.from, clinic.until);
                    var expected = IntStream.range(0, 1 << clinic.needs.size())
                            .mapToObj(OpeningSearchTest::members)
                            .filter(set -> clinic.found(set).isEmpty()
                                    && set.stream()
                                            .noneMatch(one -> clinic.found(without(set, one))
                                                    .isEmpty()))
                            .toList();
                    assertThat(conflicts).as("%s", clinic).containsExactlyInAnyOrderElementsOf(expected);
                    return conflicts.size();
                })
                .filter(count -> count > 1)
                .count();
        assertThat(several).isPositive();
    }

    private static List<Integer> members(int bits) {
        return IntStream.range(0, 32)
                .filter(bit -> ((bits >>> bit) & 1) != 0)
                .boxed()
                .toList();
    }

    private static List<Integer> without(List<Integer> set, int one) {
        return set.stream().filter(each -> each != one).toList();
    }
}
