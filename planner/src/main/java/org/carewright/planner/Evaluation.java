package org.carewright.planner;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What a plan breaks and what it costs, item by item. */
public record Evaluation(Weights weights, List<Violation> violations, List<CostItem> items) {

    public Evaluation {
        violations = List.copyOf(violations);
        items = List.copyOf(items);
    }

    public boolean feasible() {
        return violations.isEmpty();
    }

    public long totalViolations() {
        return violations.stream().mapToLong(Violation::amount).sum();
    }

    public long violations(Rule rule) {
        return violations.stream()
                .filter(violation -> violation.rule() == rule)
                .mapToLong(Violation::amount)
                .sum();
    }

    /** How many units of this wish are not kept. */
    public long amount(Part part) {
        return items.stream()
                .filter(item -> item.part() == part)
                .mapToLong(CostItem::amount)
                .sum();
    }

    public long cost(CostItem item) {
        return (long) item.amount() * item.part().weight(weights);
    }

    public long cost(Part part) {
        return amount(part) * part.weight(weights);
    }

    public long totalCost() {
        return items.stream().mapToLong(this::cost).sum();
    }

    /** What each day costs, by part. */
    public SortedMap<Integer, Map<Part, Long>> costsByDay() {
        return costsBy(item -> Optional.ofNullable(item.day()));
    }

    /** What each patient or occupant costs, by part. */
    public SortedMap<String, Map<Part, Long>> costsByPerson() {
        return costsBy(item -> Optional.ofNullable(item.person()));
    }

    /** What each nurse costs, by part. */
    public SortedMap<String, Map<Part, Long>> costsByNurse() {
        return costsBy(item -> Optional.ofNullable(item.nurse()));
    }

    private <K extends Comparable<K>> SortedMap<K, Map<Part, Long>> costsBy(Function<CostItem, Optional<K>> key) {
        var costs = new TreeMap<K, Map<Part, Long>>();
        for (var item : items) {
            key.apply(item)
                    .ifPresent(group -> costs.computeIfAbsent(group, g -> new EnumMap<>(Part.class))
                            .merge(item.part(), cost(item), Long::sum));
        }
        return costs;
    }
}
