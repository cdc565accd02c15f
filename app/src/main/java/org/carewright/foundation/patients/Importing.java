package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.foundation.patients.ImportOutcome.Created;
import org.carewright.foundation.patients.ImportOutcome.Refused;
import org.carewright.foundation.patients.ImportOutcome.Unchanged;
import org.carewright.foundation.patients.ImportOutcome.Updated;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;

/**
 * Decides, one after another, what a batch of imported patients does to those that are there.
 *
 * <p>Who has one of the numbers here is taken for the same person, unless name and birth date both say otherwise.
 *
 * <p>A source is compared with what the same source said last, so that a second import of the same changes nothing, and
 * what staff corrected here stays until the source itself says something new about it. A source that is heard for the
 * first time about a known patient only fills gaps.
 */
final class Importing {

    private static final Demographics NOTHING = new Demographics(
            List.of(),
            null,
            AdministrativeGender.UNKNOWN,
            BirthSex.UNKNOWN,
            false,
            false,
            null,
            List.of(),
            List.of(),
            null,
            false,
            ContactPreferences.NONE,
            null);

    private final Map<Identifier, PatientId> holders;
    private final Map<PatientId, Patient> standing;
    private final Map<Identifier, Demographics> lastSaid;
    private final Map<PatientId, Said> resources;
    private final Supplier<Identifier> nextMrn;
    private final LocalDate today;

    private final Map<PatientId, Patient> created = new LinkedHashMap<>();
    private final Map<PatientId, Patient> updated = new LinkedHashMap<>();
    private final Map<Identifier, ImportedPatient> heard = new LinkedHashMap<>();
    private final Map<PatientId, Said> news = new LinkedHashMap<>();

    /**
     * @param holders who has which of the imported identifiers
     * @param standing these patients
     * @param lastSaid what the sources said last
     * @param resources what these patients' sources said in FHIR
     */
    Importing(
            Map<Identifier, PatientId> holders,
            Collection<Patient> standing,
            Map<Identifier, Demographics> lastSaid,
            Map<PatientId, Said> resources,
            Supplier<Identifier> nextMrn,
            LocalDate today) {
        this.holders = new HashMap<>(holders);
        this.standing =
                standing.stream().collect(Collectors.toMap(Patient::id, patient -> patient, (a, b) -> a, HashMap::new));
        this.lastSaid = new HashMap<>(lastSaid);
        this.resources = new HashMap<>(resources);
        this.nextMrn = nextMrn;
        this.today = today;
    }

    static Set<Identifier> identifiers(ImportedPatient imported) {
        return Stream.concat(Stream.of(imported.source()), imported.identifiers().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    ImportOutcome take(ImportedPatient imported) {
        var issues = new ArrayList<>(DemographicsRules.check(imported.demographics(), today));
        issues.addAll(DemographicsRules.check(imported.identifiers(), List.of()));
        if (imported.sites().isEmpty()) {
            issues.add(Issue.required("sites", "Say which site knows the patient."));
        }
        var known = identifiers(imported).stream()
                .map(holders::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (known.size() > 1) {
            issues.add(new Issue(
                    "identifiers",
                    "conflict",
                    "The identifiers belong to " + known.size()
                            + " different patients here: merge those, or correct one."));
        } else if (known.stream().anyMatch(id -> isSomebodyElse(imported, id))) {
            issues.add(new Issue(
                    "identifiers",
                    "conflict",
                    "Name and birth date both differ from those of the patient who has this number here. Give another"
                            + " source its own name; else correct the number, or that patient's name or birth date."));
        }
        if (!issues.isEmpty()) {
            return new Refused(issues);
        }
        return known.isEmpty()
                ? create(imported)
                : update(imported, known.iterator().next());
    }

    /** What the source said last counts as well: staff may have corrected both, which is no contradiction. */
    private boolean isSomebodyElse(ImportedPatient imported, PatientId id) {
        var patient = Objects.requireNonNull(standing.get(id), "holder was loaded");
        var last = lastSaid.get(imported.source());
        return contradict(imported.demographics(), patient.demographics())
                && (last == null || contradict(imported.demographics(), last));
    }

    /** No word of any name in common, and born on other days, as far as these are known. */
    private static boolean contradict(Demographics one, Demographics other) {
        if (one.birthDate() == null || other.birthDate() == null) {
            return false;
        }
        var born = one.birthDate().toString();
        var otherwise = other.birthDate().toString();
        return !born.startsWith(otherwise)
                && !otherwise.startsWith(born)
                && Collections.disjoint(PatientKeys.words(one), PatientKeys.words(other));
    }

    private ImportOutcome create(ImportedPatient imported) {
        var mrn = nextMrn.get();
        var identifiers = new ArrayList<>(identifiers(imported));
        identifiers.add(mrn);
        var patient = new Patient(
                PatientId.fresh(), mrn.value(), imported.demographics(), identifiers, imported.sites(), null, 1);
        keep(patient, imported);
        created.put(patient.id(), patient);
        return new Created(patient.id());
    }

    private ImportOutcome update(ImportedPatient imported, PatientId id) {
        var patient = Objects.requireNonNull(standing.get(id), "holder was loaded");
        var last = lastSaid.get(imported.source());
        var demographics = last == null
                ? Rebase.of(NOTHING, imported.demographics(), patient.demographics(), Rebase.Winner.STANDING)
                : Rebase.of(last, imported.demographics(), patient.demographics(), Rebase.Winner.INCOMING);
        var identifiers = new LinkedHashSet<>(patient.identifiers());
        identifiers.addAll(identifiers(imported));
        var sites = new HashSet<>(patient.sites());
        sites.addAll(imported.sites());
        var result = new Patient(
                id,
                patient.mrn(),
                demographics.result(),
                List.copyOf(identifiers),
                sites,
                patient.mergedInto(),
                patient.version());
        if (last == null || !last.equals(imported.demographics())) {
            heard.put(imported.source(), imported);
        }
        if (result.demographics().equals(patient.demographics())
                && identifiers.size() == patient.identifiers().size()
                && sites.equals(patient.sites())
                && !saysMore(imported, id)) {
            return new Unchanged(id);
        }
        keep(result, imported);
        (created.containsKey(id) ? created : updated).put(id, result);
        return new Updated(id);
    }

    /** The first source that speaks FHIR of somebody goes on doing so; others only add what has a place here. */
    private boolean saysMore(ImportedPatient imported, PatientId id) {
        var before = resources.get(id);
        return imported.resource() != null
                && (before == null
                        || (before.source().equals(imported.source().system())
                                && !before.content().equals(imported.resource())));
    }

    private void keep(Patient patient, ImportedPatient imported) {
        if (saysMore(imported, patient.id())) {
            var isNew = created.containsKey(patient.id()) || !standing.containsKey(patient.id());
            var said = new Said(
                    patient.id(),
                    isNew ? 1 : patient.version() + 1,
                    imported.source().system(),
                    Objects.requireNonNull(imported.resource()));
            resources.put(patient.id(), said);
            news.put(patient.id(), said);
        }
        standing.put(patient.id(), patient);
        identifiers(imported).forEach(identifier -> holders.put(identifier, patient.id()));
        lastSaid.put(imported.source(), imported.demographics());
        heard.put(imported.source(), imported);
    }

    /** What is to be kept of what was said in FHIR. */
    Collection<Said> said() {
        return news.values();
    }

    Collection<Patient> created() {
        return created.values();
    }

    Collection<Patient> updated() {
        return updated.values();
    }

    Collection<Patient> written() {
        return Stream.concat(created.values().stream(), updated.values().stream())
                .toList();
    }

    /** What is to be remembered as said last. */
    Collection<ImportedPatient> heard() {
        return heard.values();
    }
}
