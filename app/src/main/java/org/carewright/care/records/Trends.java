package org.carewright.care.records;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carewright.care.records.ChartStore.Measured;
import org.carewright.care.records.ChartView.Trend;
import org.carewright.care.records.ChartView.TrendRow;
import org.carewright.care.records.ResultStore.Person;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gathers the numbers among Observations and their components by what was measured. */
final class Trends {

    /** Older values than these would make a small picture unreadable. */
    private static final int MOST_POINTS = 24;

    private record Sample(
            ResourceId id,
            Instant at,
            JsonNode part,
            BigDecimal value,
            @Nullable Finding finding) {}

    private final List<ReferenceInterval> intervals;
    private final @Nullable Person person;

    private Trends(List<ReferenceInterval> intervals, @Nullable Person person) {
        this.intervals = intervals;
        this.person = person;
    }

    /**
     * @param observations oldest first
     * @return what is unusual now first, then the most recent
     */
    static List<Trend> of(
            List<Measured> observations,
            List<ReferenceInterval> intervals,
            @Nullable Person person,
            int width,
            int height) {
        var trends = new Trends(intervals, person);
        var samples = new LinkedHashMap<String, List<Sample>>();
        for (var observation : observations) {
            trends.add(observation, observation.content(), samples);
            observation.content().path("component").forEach(part -> trends.add(observation, part, samples));
        }
        return samples.entrySet().stream()
                .map(entry -> trends.trend(entry.getKey(), entry.getValue(), width, height))
                .sorted(Comparator.comparing((Trend trend) -> !isUnusual(trend.interpretation()))
                        .thenComparing(Trend::at, Comparator.reverseOrder())
                        .thenComparing(Trend::name))
                .toList();
    }

    static boolean isUnusual(@Nullable String interpretation) {
        return interpretation != null && !interpretation.equals("N");
    }

    private void add(Measured observation, JsonNode part, Map<String, List<Sample>> samples) {
        var quantity = part.path("valueQuantity");
        if (!quantity.path("value").isNumber()) {
            return;
        }
        var coding = part.path("code").path("coding").path(0);
        var key = coding.path("code").asString(part.path("code").path("text").asString("")) + " "
                + quantity.path("code").asString(quantity.path("unit").asString(""));
        samples.computeIfAbsent(key.strip(), it -> new ArrayList<>())
                .add(new Sample(
                        observation.id(),
                        observation.at(),
                        part,
                        quantity.path("value").decimalValue(),
                        ResultRules.judgeOne(part, intervals, sex(), years(observation.at()))));
    }

    private Trend trend(String key, List<Sample> samples, int width, int height) {
        var latest = samples.getLast();
        var range = latest.part().path("referenceRange").path(0);
        var interval = ResultRules.interval(latest.part(), intervals, sex(), years(latest.at()));
        var low = range.isObject() ? ResultRules.limit(range, "low") : interval == null ? null : interval.low();
        var high = range.isObject() ? ResultRules.limit(range, "high") : interval == null ? null : interval.high();
        var recent = samples.subList(Math.max(0, samples.size() - MOST_POINTS), samples.size());
        var code = latest.part().path("code");
        return new Trend(
                key,
                ChartWords.plain(code.path("text")
                        .asString(code.path("coding").path(0).path("display").asString(key))),
                ResultRules.value(latest.part()),
                interpretation(latest),
                latest.at(),
                usual(low, high),
                recent.size() < 2
                        ? null
                        : Sparkline.of(
                                recent.stream()
                                        .map(sample -> new Sparkline.Point(
                                                sample.at(),
                                                sample.value(),
                                                ResultRules.value(sample.part()),
                                                isUnusual(interpretation(sample))))
                                        .toList(),
                                low,
                                high,
                                width,
                                height),
                samples.reversed().stream()
                        .map(sample -> new TrendRow(
                                sample.id(), sample.at(), ResultRules.value(sample.part()), interpretation(sample)))
                        .toList());
    }

    private static @Nullable String interpretation(Sample sample) {
        return sample.finding() == null ? null : sample.finding().interpretation();
    }

    private static String usual(@Nullable BigDecimal low, @Nullable BigDecimal high) {
        if (low != null && high != null) {
            return low.toPlainString() + "–" + high.toPlainString();
        }
        if (low != null) {
            return "at least " + low.toPlainString();
        }
        return high == null ? "" : "at most " + high.toPlainString();
    }

    private @Nullable String sex() {
        return person == null ? null : person.sex();
    }

    private @Nullable Integer years(Instant at) {
        return person == null || person.birthDate() == null ? null : years(person.birthDate(), at);
    }

    static int years(LocalDate birth, Instant at) {
        return Period.between(birth, at.atZone(ZoneOffset.UTC).toLocalDate()).getYears();
    }
}
