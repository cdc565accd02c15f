package org.carewright.care.records;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.carewright.care.records.Finding.Severity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decides whether an Observation is out of the ordinary: by what it says itself, else by the house's intervals. */
final class ResultRules {

    private static final Set<String> WITHOUT_RESULT = Set.of("registered", "cancelled", "entered-in-error", "unknown");

    private static final Map<String, Severity> SEVERITIES = Map.ofEntries(
            Map.entry("HH", Severity.CRITICAL),
            Map.entry("LL", Severity.CRITICAL),
            Map.entry("AA", Severity.CRITICAL),
            Map.entry("HU", Severity.HIGH),
            Map.entry("LU", Severity.HIGH),
            Map.entry("H", Severity.MEDIUM),
            Map.entry("L", Severity.MEDIUM),
            Map.entry("A", Severity.MEDIUM),
            Map.entry("POS", Severity.MEDIUM),
            Map.entry("R", Severity.MEDIUM));

    private static final Set<String> USUAL = Set.of("N", "NEG", "ND", "S");

    /** A value this share of the limit beyond it is more than a little off. */
    private static final BigDecimal FAR = new BigDecimal("0.25");

    private ResultRules() {}

    /** The worst finding among an Observation and its components; null when nothing says how it is. */
    static @Nullable Finding judge(
            JsonNode observation, List<ReferenceInterval> intervals, @Nullable String sex, @Nullable Integer years) {
        if (WITHOUT_RESULT.contains(observation.path("status").asString(""))) {
            return null;
        }
        var worst = judgeOne(observation, intervals, sex, years);
        for (var component : observation.path("component")) {
            var finding = judgeOne(component, intervals, sex, years);
            if (finding != null && (worst == null || finding.isWorseThan(worst))) {
                worst = finding;
            }
        }
        return worst;
    }

    /** An Observation without its components, or one of these. */
    static @Nullable Finding judgeOne(
            JsonNode part, List<ReferenceInterval> intervals, @Nullable String sex, @Nullable Integer years) {
        var own = byInterpretation(part);
        if (own != null) {
            return own;
        }
        var quantity = part.path("valueQuantity");
        if (!quantity.path("value").isNumber()) {
            return null;
        }
        var value = quantity.path("value").decimalValue();
        var unit = quantity.path("code").asString(quantity.path("unit").asString(""));
        var shown = value.toPlainString()
                + (unit.isEmpty()
                        ? ""
                        : " " + ChartWords.unit(quantity.path("unit").asString(unit)));
        for (var range : part.path("referenceRange")) {
            if (range.has("low") || range.has("high")) {
                return byLimits(value, shown, limit(range, "low"), limit(range, "high"), null, null);
            }
        }
        return Optional.ofNullable(interval(part, intervals, sex, years))
                .map(it -> byLimits(value, shown, it.low(), it.high(), it.criticalLow(), it.criticalHigh()))
                .orElse(null);
    }

    /** The house's interval for a part, or null. */
    static @Nullable ReferenceInterval interval(
            JsonNode part, List<ReferenceInterval> intervals, @Nullable String sex, @Nullable Integer years) {
        var quantity = part.path("valueQuantity");
        var unit = quantity.path("code").asString(quantity.path("unit").asString(""));
        return intervals.stream()
                .filter(interval -> isFor(interval, part, unit) && interval.holdsFor(sex, years))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Finding byInterpretation(JsonNode part) {
        for (var concept : part.path("interpretation")) {
            for (var coding : concept.path("coding")) {
                var code = coding.path("code").asString("");
                if (SEVERITIES.containsKey(code)) {
                    return new Finding(code, SEVERITIES.get(code), value(part) + ", marked " + code + " by the source");
                }
                if (USUAL.contains(code)) {
                    return new Finding("N", null, value(part));
                }
            }
        }
        return null;
    }

    /** What a person reads of a result's value. */
    static String value(JsonNode part) {
        var quantity = part.path("valueQuantity");
        if (quantity.path("value").isNumber()) {
            return (quantity.path("comparator").asString("")
                            + quantity.path("value").decimalValue().toPlainString() + " "
                            + ChartWords.unit(quantity.path("unit")
                                    .asString(quantity.path("code").asString(""))))
                    .strip();
        }
        var concept = part.path("valueCodeableConcept");
        if (concept.isObject()) {
            return concept.path("text")
                    .asString(concept.path("coding").path(0).path("display").asString("coded"));
        }
        for (var name : List.of("valueString", "valueInteger", "valueBoolean", "valueDateTime", "valueTime")) {
            if (part.has(name)) {
                return part.path(name).asString();
            }
        }
        return "no value";
    }

    private static boolean isFor(ReferenceInterval interval, JsonNode part, String unit) {
        if (!interval.unit().equals(unit)) {
            return false;
        }
        for (var coding : part.path("code").path("coding")) {
            if (interval.code().equals(coding.path("code").asString(""))
                    && interval.codeSystem().equals(coding.path("system").asString(""))) {
                return true;
            }
        }
        return false;
    }

    static @Nullable BigDecimal limit(JsonNode range, String name) {
        var value = range.path(name).path("value");
        return value.isNumber() ? value.decimalValue() : null;
    }

    private static Finding byLimits(
            BigDecimal value,
            String shown,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable BigDecimal criticalLow,
            @Nullable BigDecimal criticalHigh) {
        if (criticalHigh != null && value.compareTo(criticalHigh) >= 0) {
            return new Finding("HH", Severity.CRITICAL, shown + ", above the critical limit " + plain(criticalHigh));
        }
        if (criticalLow != null && value.compareTo(criticalLow) <= 0) {
            return new Finding("LL", Severity.CRITICAL, shown + ", below the critical limit " + plain(criticalLow));
        }
        if (high != null && value.compareTo(high) > 0) {
            return new Finding("H", distance(value, high), shown + ", above " + plain(high));
        }
        if (low != null && value.compareTo(low) < 0) {
            return new Finding("L", distance(value, low), shown + ", below " + plain(low));
        }
        return new Finding("N", null, shown);
    }

    private static Severity distance(BigDecimal value, BigDecimal limit) {
        return value.subtract(limit).abs().compareTo(limit.abs().multiply(FAR)) >= 0 ? Severity.HIGH : Severity.MEDIUM;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
