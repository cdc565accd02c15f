package org.carewright.care.noshows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.carewright.care.noshows.Figures.Foretold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoShowTrialTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);

    @Test
    void what_can_be_foretold_is_foretold_on_later_visits() {
        var trial = Trial.of(visits(6000, true), Moment.BOOKING, false).orElseThrow();

        assertThat(trial.figures().auc()).isGreaterThan(0.6);
        assertThat(trial.figures().isBetterThanBaseRate()).isTrue();
        assertThat(trial.cut()).isAfter(trial.from()).isBefore(trial.until());
        assertThat(trial.figures().groups()).containsKeys("sex female", "sex male", "age 35–49");
        trial.figures().calibration().forEach(bin -> assertThat(bin.foretold()).isCloseTo(bin.missed(), within(0.12)));
    }

    @Test
    void what_is_left_to_chance_is_said_to_be_no_better_than_the_base_rate() {
        var trial = Trial.of(visits(4000, false), Moment.EVENING_BEFORE, true).orElseThrow();

        assertThat(trial.figures().isBetterThanBaseRate()).isFalse();
        assertThat(RiskWords.verdict(trial)).startsWith("No better than the base rate");
    }

    @Test
    void too_few_visits_or_all_of_one_outcome_teach_nothing() {
        assertThat(Trial.of(visits(Trial.FEWEST - 1, true), Moment.BOOKING, true))
                .isEmpty();
        var kept = visits(2000, true).stream()
                .map(visit -> new PastVisit(visit.patient(), visit.booked(), visit.starts(), 40, "", 0, false))
                .toList();
        assertThat(Trial.of(kept, Moment.BOOKING, true)).isEmpty();
    }

    @Test
    void nothing_that_happens_after_the_moment_changes_what_is_known_then() {
        var visits = visits(1500, true);
        var random = new SplittableRandom(7);
        for (var moment : Moment.values()) {
            for (var tried = 0; tried < 200; tried++) {
                var judged = visits.get(random.nextInt(visits.size()));
                var now = moment.of(judged);
                var otherwise = visits.stream()
                        .filter(visit -> visit.equals(judged) || !visit.booked().isAfter(now) || random.nextBoolean())
                        .map(visit -> visit.starts().isBefore(now)
                                ? visit
                                : new PastVisit(
                                        visit.patient(),
                                        visit.booked(),
                                        visit.starts(),
                                        visit.age(),
                                        visit.sex(),
                                        visit.reminders(),
                                        !visit.wasMissed()))
                        .toList();

                assertThat(new Histories(otherwise).features(judged, moment))
                        .containsExactly(new Histories(visits).features(judged, moment));
            }
        }
    }

    @Test
    void at_booking_nobody_knows_of_reminders() {
        var visit = new PastVisit("a", FIRST.atTime(9, 0), FIRST.plusDays(9).atTime(9, 0), 30, "", 3, true);
        var histories = new Histories(List.of(visit));

        assertThat(histories.features(visit, Moment.BOOKING))
                .hasSize(Moment.BOOKING.features().size());
        assertThat(histories.features(visit, Moment.EVENING_BEFORE))
                .hasSize(Moment.EVENING_BEFORE.features().size())
                .endsWith(3);
    }

    @Test
    void the_area_under_the_curve_is_the_share_of_pairs_in_the_right_order() {
        var random = new SplittableRandom(3);
        var foretold = IntStream.range(0, 200)
                .mapToObj(i -> new Foretold(random.nextInt(20) / 20.0, random.nextInt(4) == 0, List.of()))
                .toList();
        double right = 0;
        double pairs = 0;
        for (var missed : foretold) {
            for (var kept : foretold) {
                if (missed.missed() && !kept.missed()) {
                    pairs++;
                    right += missed.risk() > kept.risk() ? 1 : missed.risk() == kept.risk() ? 0.5 : 0;
                }
            }
        }

        assertThat(Figures.of(foretold, 0.25).auc()).isCloseTo(right / pairs, within(1e-9));
    }

    @Test
    void a_forest_that_was_kept_foretells_the_same() {
        var visits = visits(1500, true);
        var forest = Trial.forest(visits, Moment.BOOKING).orElseThrow();
        var again = Forest.of(forest.bytes(), Moment.BOOKING.features().size());
        var row = new Histories(visits).features(visits.getLast(), Moment.BOOKING);

        assertThat(again.probability(row)).isEqualTo(forest.probability(row)).isBetween(0.0, 1.0);
    }

    @Test
    void a_file_is_read_by_its_column_names(@TempDir Path folder) throws Exception {
        var file = file(folder, """
                PatientId,AppointmentID,Gender,ScheduledDay,AppointmentDay,Age,SMS_received,No-show
                2.9e13,5,F,2016-04-29T18:38:08Z,2016-05-02T00:00:00Z,62,1,Yes
                7,6,M,2016-04-29 16:08,2016-04-29,-1,0,No
                """);

        assertThat(VisitCsv.read(file).visits())
                .containsExactly(
                        new PastVisit(
                                "2.9e13",
                                LocalDateTime.of(2016, 4, 29, 18, 38, 8),
                                LocalDateTime.of(2016, 5, 2, 0, 0),
                                62,
                                "f",
                                1,
                                true),
                        new PastVisit(
                                "7",
                                LocalDateTime.of(2016, 4, 29, 16, 8),
                                LocalDateTime.of(2016, 4, 29, 0, 0),
                                null,
                                "m",
                                0,
                                false));
    }

    @Test
    void all_that_is_wrong_with_a_line_is_said_and_the_others_count(@TempDir Path folder) throws Exception {
        var file = file(folder, """
                patient,booked at,starts at,outcome
                ,yesterday,2026-01-05,perhaps
                b,2026-01-06,2026-01-05,noshow
                c,2026-01-01,2026-01-05T08:30,cancelled
                d,2026-01-01,2026-01-05T08:30,fulfilled
                """);

        var read = VisitCsv.read(file);

        assertThat(read.visits()).extracting(PastVisit::patient).containsExactly("d");
        assertThat(read.faults())
                .containsExactly(
                        "line 2, patient: is empty; give whatever tells patients apart.",
                        "line 2, booked_at: is no date and time; write 2026-11-24T08:30.",
                        "line 2, outcome: is none of noshow, fulfilled and cancelled.",
                        "line 3, booked_at: is after the day of the visit.");
    }

    @Test
    void every_missing_column_is_named(@TempDir Path folder) throws IOException {
        var file = file(folder, "age,patient\n5,a\n");

        assertThatThrownBy(() -> VisitCsv.read(file))
                .isInstanceOf(VisitCsv.Unreadable.class)
                .hasMessageContaining("booked_at")
                .hasMessageContaining("starts_at")
                .hasMessageContaining("outcome");
    }

    private static Path file(Path folder, String text) throws IOException {
        return Files.writeString(folder.resolve("visits.csv"), text);
    }

    /** Synthetic: some patients miss more than others, and who books long ahead misses more, unless all is left to chance. */
    private static List<PastVisit> visits(int count, boolean learnable) {
        var random = new SplittableRandom(11);
        var visits = new ArrayList<PastVisit>();
        for (var i = 0; i < count; i++) {
            var patient = random.nextInt(count / 15);
            var ahead = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(60);
            var starts = FIRST.plusDays(60 + random.nextInt(180)).atTime(8 + random.nextInt(9), 0);
            var booked =
                    ahead == 0 ? starts.minusHours(1) : starts.minusDays(ahead).withHour(10);
            var age = 5 + patient % 80;
            var unreliable = patient % 4 == 0 ? 0.3 : 0;
            var chance = learnable ? 0.03 + unreliable + ahead * 0.008 : 0.2;
            visits.add(new PastVisit(
                    "p" + patient,
                    booked,
                    starts,
                    age,
                    patient % 2 == 0 ? "female" : "male",
                    ahead > 3 ? 1 : 0,
                    random.nextDouble() < chance));
        }
        return visits;
    }
}
