package org.carewright.foundation.clocks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.Stale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The face of the clocks: the rules, and when something is due.
 *
 * <p>Changing a rule moves due times at once, because they are computed from it.
 */
@Service
public class Clocks {

    private static final String KIND = "PlanDefinition";

    private final ClockStore store;
    private final Access access;
    private final Audit audit;
    private final ObjectProvider<OpenWork> openWork;

    Clocks(ClockStore store, Access access, Audit audit, ObjectProvider<OpenWork> openWork) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.openWork = openWork;
    }

    /** Lets those on who may look at the clocks, and says whether they may change them too. */
    public boolean see(Actor actor) {
        access.require(actor, Permission.SEE_CLOCKS);
        return actor.may(Permission.MANAGE_CLOCKS);
    }

    /** Lets those on who may change the clocks; each change asks again. */
    public void requireChange(Actor actor) {
        access.require(actor, Permission.MANAGE_CLOCKS);
    }

    /** All rules by title, those switched off too. */
    @Transactional(readOnly = true)
    public List<ClockRule> rules(Actor actor) {
        access.require(actor, Permission.SEE_CLOCKS);
        return store.all();
    }

    @Transactional(readOnly = true)
    public ClockRule rule(String id, Actor actor) {
        access.require(actor, Permission.SEE_CLOCKS);
        return store.find(id).orElseThrow(() -> new NotFound("clock rule"));
    }

    /** What sites have tightened. */
    @Transactional(readOnly = true)
    public List<Tightening> tightenings(Actor actor) {
        access.require(actor, Permission.SEE_CLOCKS);
        return store.tightenings();
    }

    /**
     * How many loops are open under each rule; a rule without any is absent.
     *
     * @return empty when nobody counts
     */
    @Transactional(readOnly = true)
    public Optional<Map<String, Long>> openWork(Actor actor) {
        access.require(actor, Permission.SEE_CLOCKS);
        return Optional.ofNullable(openWork.getIfAvailable()).map(work -> work.openByRule(actor));
    }

    /** Writes a site's stricter amount, new or changed; refuses one that would loosen the rule, and says why. */
    @Transactional
    public void tighten(Tightening tightening, Actor actor) {
        access.require(actor, Permission.MANAGE_CLOCKS);
        Invalid.throwIfAny(issues(tightening));
        store.upsert(tightening);
        audit.updated(
                actor,
                KIND,
                key(tightening.rule()),
                null,
                Map.of(
                        "rule", tightening.rule(),
                        "stage", tightening.stage(),
                        "site", tightening.site().toString(),
                        "amount", Integer.toString(tightening.amount())));
    }

    /** What stands against a tightening; empty when it can be written. */
    @Transactional(readOnly = true)
    public List<Issue> issues(Tightening tightening) {
        var rule = store.find(tightening.rule()).orElseThrow(() -> new NotFound("clock rule"));
        if (rule.site() != null) {
            return List.of(Issue.value("site", "This rule is one site's own; it has nothing to tighten."));
        }
        var issues = new ArrayList<Issue>();
        var limit = rule.limits().stream()
                .filter(candidate -> candidate.stage().equals(tightening.stage()))
                .reduce((earlier, later) -> later);
        if (limit.isEmpty()) {
            issues.add(Issue.value("stage", "Choose a stage of this rule."));
        } else if (tightening.amount() < 0) {
            issues.add(Issue.value("amount", "Give the amount as a number."));
        } else if (!limit.get().isTightenedBy(tightening.amount())) {
            issues.add(Issue.value(
                    "amount",
                    "The rule says " + limit.get().words() + ": a site may be stricter than that, never looser."));
        }
        if (tightening.reason().isBlank()) {
            issues.add(Issue.required("reason", "Say why, for those who wonder later."));
        }
        return issues;
    }

    /** Takes a site's stricter amount back: the rule holds there as it does everywhere. */
    @Transactional
    public void relax(String rule, String stage, SiteId site, Actor actor) {
        access.require(actor, Permission.MANAGE_CLOCKS);
        if (!store.deleteTightening(rule, stage, site)) throw new NotFound("tightening");
        audit.updated(
                actor,
                KIND,
                key(rule),
                null,
                Map.of("rule", rule, "stage", stage, "site", site.toString(), "amount", "as everywhere"));
    }

    /** Adds a rule of our own. */
    @Transactional
    public void add(ClockRule rule, Actor actor) {
        access.require(actor, Permission.MANAGE_CLOCKS);
        Invalid.throwIfAny(rule.issues());
        if (!store.insert(rule)) {
            throw new Invalid(List.of(new Issue("id", "conflict", "There is a rule of this name.")));
        }
        audit.created(actor, KIND, key(rule.id()), null);
    }

    /** Switches a rule on or off; a shipped rule in force stays on. */
    @Transactional
    public void enable(String id, boolean enabled, int version, Actor actor) {
        access.require(actor, Permission.MANAGE_CLOCKS);
        var rule = store.find(id).orElseThrow(() -> new NotFound("clock rule"));
        if (!rule.optional() && !enabled) {
            throw new Invalid(List.of(Issue.value(
                    "", "This rule came with Carewright and is in force. A site may tighten it, not switch it off.")));
        }
        if (!store.setEnabled(id, enabled, version)) throw new Stale("clock rule");
        audit.updated(actor, KIND, key(id), null, Map.of("rule", id, "enabled", Boolean.toString(enabled)));
    }

    /** When what started then is due, or empty when no clock runs for it. */
    @Transactional(readOnly = true)
    public Optional<Instant> due(String rule, Instant startedAt, @Nullable SiteId site) {
        return store.due(rule, "due", startedAt, site);
    }

    /** When a stage of the rule is reached, or empty when no clock runs for it. */
    @Transactional(readOnly = true)
    public Optional<Instant> due(String rule, String stage, Instant startedAt, @Nullable SiteId site) {
        return store.due(rule, stage, startedAt, site);
    }

    /** Rules have names, the audit trail knows subjects by UUID: the name's own (RFC 9562, version 3). */
    private static UUID key(String rule) {
        return UUID.nameUUIDFromBytes(rule.getBytes(StandardCharsets.UTF_8));
    }
}
