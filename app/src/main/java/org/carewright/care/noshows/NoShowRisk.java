package org.carewright.care.noshows;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Live;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** How likely visits are to be missed. For the order of outreach only. */
@Service
public class NoShowRisk {

    static final String TOPIC = "no-show-risk";

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Live live;
    private final RiskStore store;
    private final TransactionTemplate transaction;
    private final Map<Moment, Kept> forests = new ConcurrentHashMap<>();

    /** A forest, and what it belongs to. */
    private record Kept(UUID learned, Forest forest) {}

    NoShowRisk(Access access, Audit audit, Clock clock, Live live, RiskStore store, TransactionTemplate transaction) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.live = live;
        this.store = store;
        this.transaction = transaction;
    }

    /** Lets those on who may see how good the model is, and says whether they may have it learned anew. */
    boolean see(Actor actor) {
        access.require(actor, Permission.SEE_RISK_MODEL);
        return actor.may(Permission.TRAIN_RISK_MODEL);
    }

    void requireTraining(Actor actor) {
        access.require(actor, Permission.TRAIN_RISK_MODEL);
    }

    /** What was learned, the newest first. */
    @Transactional
    List<Learned> history(int limit, Actor actor) {
        access.require(actor, Permission.SEE_RISK_MODEL);
        return store.history(limit);
    }

    /**
     * Learns from all visits whose outcome is known, and keeps what was learned with how good it is. Takes minutes where there
     * are many visits, and no transaction meanwhile.
     */
    Learned train(Actor actor) {
        access.require(actor, Permission.TRAIN_RISK_MODEL);
        var visits = Objects.requireNonNull(transaction.execute(step -> store.visits()));
        var trials =
                RiskEvaluate.trials(visits).stream().flatMap(Optional::stream).toList();
        var known =
                (int) visits.stream().filter(visit -> visit.missed() != null).count();
        var learned = new Learned(clock.instant(), actor.name(), known, trials);
        var booking = Trial.forest(visits, Moment.BOOKING).orElse(null);
        var evening = Trial.forest(visits, Moment.EVENING_BEFORE).orElse(null);
        transaction.executeWithoutResult(step -> {
            store.keep(learned, booking, evening);
            audit.created(actor, "Library", Id.fresh(), null);
            live.changed(TOPIC);
        });
        return learned;
    }

    /**
     * The chance, between 0 and 1, that each of these visits is missed, by what is known now; only of visits at the actor's
     * sites that are still to come. None at all while nothing was learned that is better than the base rate.
     */
    @Transactional
    public Map<AppointmentId, Double> risks(Collection<AppointmentId> visits, Actor actor) {
        access.require(actor, Permission.SEE_SCHEDULE);
        var wanted = visits.stream().map(AppointmentId::value).collect(Collectors.toSet());
        var forest = store.newestForest();
        var newest = store.history(1);
        if (wanted.isEmpty() || forest.isEmpty() || newest.isEmpty()) {
            return Map.of();
        }
        var rows = store.visitsOf(store.patientsOf(wanted));
        var histories = new Histories(rows.stream().map(RiskStore.Row::visit).toList());
        var risks = new HashMap<AppointmentId, Double>();
        rows.stream()
                .filter(row -> wanted.contains(row.id())
                        && actor.sites().contains(row.site())
                        && row.visit().missed() == null)
                .forEach(row -> usable(newest.getFirst())
                        .findFirst()
                        .ifPresent(moment -> risks.put(
                                new AppointmentId(row.id()),
                                forest(moment, forest.get()).probability(histories.features(row.visit(), moment)))));
        audit.searched(
                actor,
                "RiskAssessment",
                Map.of(),
                rows.stream().map(RiskStore.Row::patient).distinct().toList());
        return risks;
    }

    /** The moments of which something better than the base rate was learned, the later one first. */
    private static Stream<Moment> usable(Learned learned) {
        return Stream.of(Moment.EVENING_BEFORE, Moment.BOOKING)
                .filter(moment -> learned.trial(moment)
                        .filter(trial -> trial.figures().isBetterThanBaseRate())
                        .isPresent());
    }

    private Forest forest(Moment moment, UUID learned) {
        return Objects.requireNonNull(forests.compute(
                        moment,
                        (asked, kept) -> kept != null && kept.learned().equals(learned)
                                ? kept
                                : new Kept(learned, store.forest(learned, moment))))
                .forest();
    }
}
