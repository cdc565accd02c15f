package org.carewright.planner;

import java.util.List;

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
}
