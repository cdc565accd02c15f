package org.carewright.overview.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a few patients, as plain facts, and which loops are therefore open: the whole of what the views say, in
 * another language and without the database.
 */
final class LoopFacts {

    /** Something that stays open until its closing fact is there. */
    static final class Thing {

        final String rule;
        final Object id;
        PatientId patient;
        boolean closed;

        Thing(String rule, Object id, PatientId patient) {
            this.rule = rule;
            this.id = id;
            this.patient = patient;
        }
    }

    /** Something the chart says of a patient: a plan, a condition, a visit elsewhere. */
    static final class Said {

        final Object id;
        PatientId patient;
        boolean active;
        Instant since;

        Said(Object id, PatientId patient, boolean active, Instant since) {
            this.id = id;
            this.patient = patient;
            this.active = active;
            this.since = since;
        }
    }

    enum State {
        BOOKED,
        ARRIVED,
        DONE,
        MISSED,
        CANCELLED,
        MOVED
    }

    static final class Visit {

        final AppointmentId id;
        final Instant start;
        final Instant end;
        final Instant madeAt;
        final @Nullable Visit replaces;
        PatientId patient;
        State state = State.BOOKED;
        int version;
        boolean confirmed;
        boolean declined;

        @Nullable
        Instant lostAt;

        /** @param replaces the visit that was moved here */
        Visit(
                AppointmentId id,
                PatientId patient,
                Instant start,
                Instant end,
                Instant madeAt,
                @Nullable Visit replaces) {
            this.id = id;
            this.patient = patient;
            this.start = start;
            this.end = end;
            this.madeAt = madeAt;
            this.replaces = replaces;
        }

        /** Whether this is that visit, however often it was moved. */
        boolean is(Visit that) {
            return this == that || (replaces != null && replaces.is(that));
        }

        boolean isLive() {
            return state == State.BOOKED || state == State.ARRIVED;
        }
    }

    final List<Thing> things = new ArrayList<>();
    final List<Said> plans = new ArrayList<>();
    final List<Said> conditions = new ArrayList<>();
    final List<Said> encounters = new ArrayList<>();
    final List<Visit> visits = new ArrayList<>();
    final Set<PatientId> standing;
    boolean twoPeople;

    private final ZoneId siteZone;
    private final ZoneId organizationZone;

    LoopFacts(Set<PatientId> patients, ZoneId siteZone, ZoneId organizationZone) {
        this.standing = new HashSet<>(patients);
        this.siteZone = siteZone;
        this.organizationZone = organizationZone;
    }

    /** Everything that goes along when a record is merged; who broke whose glass stays what it was. */
    List<Runnable> move(PatientId from, PatientId into) {
        var back = new ArrayList<Runnable>();
        Stream.of(plans, conditions, encounters).flatMap(List::stream).forEach(said -> {
            if (said.patient.equals(from)) {
                said.patient = into;
                back.add(() -> said.patient = from);
            }
        });
        for (var visit : visits) {
            if (visit.patient.equals(from)) {
                visit.patient = into;
                back.add(() -> visits.stream().filter(each -> each.is(visit)).forEach(each -> each.patient = from));
            }
        }
        return back;
    }

    /** The open loops as "rule subject", in order. */
    Set<String> open(Instant now) {
        var open = new TreeSet<String>();
        things.stream().filter(thing -> !thing.closed).forEach(thing -> open.add(thing.rule + " " + thing.id));
        if (standing.size() > 1 && !twoPeople) {
            open.add("duplicate-suspect-review");
        }
        for (var patient : standing) {
            if (visits.stream().noneMatch(visit -> visit.patient.equals(patient) && visit.isLive())) {
                toBeSeen(patient, now, open);
            }
        }
        for (var visit : visits) {
            var rule = rule(visit, now);
            if (rule != null) {
                open.add(rule + " " + visit.id);
            }
        }
        return open;
    }

    private void toBeSeen(PatientId patient, Instant now, Set<String> open) {
        var seen = Stream.concat(
                        encounters.stream()
                                .filter(encounter -> encounter.patient.equals(patient))
                                .map(encounter -> encounter.since),
                        visits.stream()
                                .filter(visit -> visit.patient.equals(patient) && visit.state == State.DONE)
                                .map(visit -> visit.end))
                .max(Comparator.naturalOrder())
                .orElse(null);
        var plan = first(plans, patient);
        if (plan != null && !plan.isAfter(now) && (seen == null || !seen.isAfter(now))) {
            open.add("care-plan-next-visit " + patient);
        }
        var illness = first(conditions, patient);
        if (illness != null) {
            var from = (seen == null ? illness : seen).atZone(organizationZone);
            if (!from.plusDays(180).toInstant().isAfter(now)) {
                open.add("chronic-condition-interval " + patient);
            }
        }
    }

    private static @Nullable Instant first(List<Said> all, PatientId patient) {
        return all.stream()
                .filter(said -> said.active && said.patient.equals(patient))
                .map(said -> said.since)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private @Nullable String rule(Visit visit, Instant now) {
        return switch (visit.state) {
            case MISSED -> visit.declined || isAnswered(visit, visit.start) ? null : "no-show-rebook";
            case CANCELLED ->
                visit.declined || isAnswered(visit, Objects.requireNonNull(visit.lostAt)) ? null : "cancelled-rebook";
            case ARRIVED -> now.isBefore(visit.end) ? null : "visit-checkout";
            case BOOKED ->
                !now.isBefore(visit.end) ? "visit-checkout" : isUnconfirmed(visit, now) ? "booking-unconfirmed" : null;
            case DONE, MOVED -> null;
        };
    }

    /** By a visit made since then; after a no-show, for a later time. */
    private boolean isAnswered(Visit lost, Instant since) {
        return visits.stream()
                .filter(other -> other != lost && other.patient.equals(lost.patient) && other.replaces == null)
                .filter(other -> !other.madeAt.isBefore(since))
                .anyMatch(other -> lost.state == State.CANCELLED || other.start.isAfter(lost.start));
    }

    private boolean isUnconfirmed(Visit visit, Instant now) {
        var day = LocalDate.ofInstant(visit.start, siteZone);
        var eve = day.minusDays(1).atStartOfDay(siteZone).toInstant();
        var madeBefore = LocalDate.ofInstant(visit.madeAt, siteZone).isBefore(day);
        return !visit.confirmed && madeBefore && !now.isBefore(eve) && now.isBefore(visit.start);
    }
}
