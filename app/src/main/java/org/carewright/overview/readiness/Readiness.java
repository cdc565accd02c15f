package org.carewright.overview.readiness;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carewright.foundation.directory.Directory;
import org.carewright.overview.readiness.Check.Finding;
import org.carewright.overview.readiness.Check.State;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The visits of a day and what could spoil them. */
@Service
class Readiness {

    private final Access access;
    private final Audit audit;
    private final Directory directory;
    private final ReadinessStore store;

    Readiness(Access access, Audit audit, Directory directory, ReadinessStore store) {
        this.access = access;
        this.audit = audit;
        this.directory = directory;
        this.store = store;
    }

    /**
     * A visit and its findings.
     *
     * @param findings one for each check
     */
    record Visit(Facts facts, Map<Check, Finding> findings) {

        Finding finding(Check check) {
            return Objects.requireNonNull(findings.get(check));
        }

        /** The worst of its findings. */
        State state() {
            return findings.values().stream()
                    .map(Finding::state)
                    .max(State::compareTo)
                    .orElse(State.READY);
        }

        boolean isReady() {
            return state().compareTo(State.TO_DO) < 0;
        }
    }

    /** Whether this actor may look at all. */
    void require(Actor actor) {
        access.require(actor, Permission.SEE_SCHEDULE);
    }

    @Transactional
    List<Visit> day(SiteId site, LocalDate day, Actor actor) {
        require(actor);
        if (!actor.sites().contains(site)) {
            throw new Forbidden(Permission.SEE_SCHEDULE);
        }
        var visits = store.day(site, day, directory.zone(site), actor).stream()
                .map(facts -> new Visit(facts, Check.all(facts)))
                .toList();
        audit.searched(
                actor,
                "Appointment",
                Map.of("site", site.toString(), "day", day.toString(), "checks", "all"),
                visits.stream().map(visit -> visit.facts().patient()).toList());
        return visits;
    }
}
