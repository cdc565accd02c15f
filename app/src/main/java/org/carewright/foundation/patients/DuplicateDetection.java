package org.carewright.foundation.patients;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.springframework.stereotype.Component;

/** Finds records that may be the same person: candidates by index, then {@link DuplicateRules} on each. */
@Component
class DuplicateDetection {

    private static final int MOST_CANDIDATES = 200;

    private final PatientStore patients;
    private final SearchStore search;
    private final DuplicateStore duplicates;

    DuplicateDetection(PatientStore patients, SearchStore search, DuplicateStore duplicates) {
        this.patients = patients;
        this.search = search;
        this.duplicates = duplicates;
    }

    record Match(Patient patient, Likeness likeness) {

        /** Without the record, where none of these sites knows the patient or it is confidential. */
        LikelyDuplicate asSeenFrom(Set<SiteId> sites) {
            var seen = !Collections.disjoint(patient.sites(), sites)
                    && patient.demographics().confidentialReason() == null;
            return new LikelyDuplicate(patient.id(), seen ? patient : null, likeness);
        }
    }

    /** Who is like this person, the most alike first. */
    List<Match> like(Patient person) {
        return like(List.of(person)).getOrDefault(person.id(), List.of());
    }

    /** Finds and keeps what is to be suspected of these patients as they stand now. */
    void refresh(Collection<Patient> changed, Instant at) {
        var suspects = new ArrayList<DuplicateSuspect>();
        like(changed)
                .forEach((id, matches) -> matches.forEach(match ->
                        suspects.add(DuplicateSuspect.found(id, match.patient().id(), match.likeness(), at))));
        duplicates.refresh(changed.stream().map(Patient::id).toList(), suspects);
    }

    /** Somebody registered this patient although these looked alike. */
    void keepOverruled(PatientId id, Collection<Match> matches) {
        duplicates.keepOverruled(
                id, matches.stream().map(match -> match.patient().id()).toList());
    }

    List<DuplicateSuspect> openSuspects(PatientId id) {
        return duplicates.openOf(id);
    }

    private Map<PatientId, List<Match>> like(Collection<Patient> persons) {
        var keys = persons.stream()
                .collect(Collectors.toMap(
                        Patient::id, person -> PatientKeys.blocking(person.demographics(), person.identifiers())));
        var candidates = search.candidates(keys, MOST_CANDIDATES);
        if (candidates.isEmpty()) {
            return Map.of();
        }
        var ids = new HashSet<PatientId>();
        candidates.values().forEach(ids::addAll);
        var byId = patients.findAll(ids).stream().collect(Collectors.toMap(Patient::id, patient -> patient));
        var frequency = search.nameFrequency();
        var like = new HashMap<PatientId, List<Match>>();
        for (var person : persons) {
            var matches = candidates.getOrDefault(person.id(), Set.of()).stream()
                    .map(byId::get)
                    .map(other -> new Match(other, compare(person, other, frequency)))
                    .filter(match -> match.likeness().weight() >= Likeness.SUSPECT)
                    .sorted(Comparator.comparingDouble(
                            match -> -match.likeness().weight()))
                    .toList();
            like.put(person.id(), matches);
        }
        return like;
    }

    private static Likeness compare(Patient one, Patient other, NameFrequency frequency) {
        return DuplicateRules.compare(
                one.demographics(), one.identifiers(), other.demographics(), other.identifiers(), frequency);
    }
}
