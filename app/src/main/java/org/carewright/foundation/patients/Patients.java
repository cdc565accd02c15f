package org.carewright.foundation.patients;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.carewright.foundation.patients.ImportOutcome.Created;
import org.carewright.foundation.patients.ImportOutcome.Refused;
import org.carewright.foundation.patients.ImportOutcome.Unchanged;
import org.carewright.foundation.patients.ImportOutcome.Updated;
import org.carewright.foundation.patients.RegistrationOutcome.LikelyDuplicates;
import org.carewright.foundation.patients.RegistrationOutcome.Registered;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.Stale;
import org.carewright.platform.web.Live;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The patients of the organization: register, find, change, import. */
@Service
public class Patients {

    private static final int MOST_FOUND = 300;

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final PatientStore store;
    private final PatientFhirStore fhir;
    private final SearchStore search;
    private final DuplicateDetection detection;
    private final RelatedPersonStore related;
    private final Live live;
    private final List<PatientPanel> panels;

    Patients(
            Access access,
            Audit audit,
            Clock clock,
            PatientStore store,
            PatientFhirStore fhir,
            SearchStore search,
            DuplicateDetection detection,
            RelatedPersonStore related,
            Live live,
            List<PatientPanel> panels) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.store = store;
        this.fhir = fhir;
        this.search = search;
        this.detection = detection;
        this.related = related;
        this.live = live;
        this.panels = panels.stream()
                .sorted(Comparator.comparingInt(PatientPanel::order))
                .toList();
    }

    /**
     * Makes a record, unless it looks like one that is there and was not said to be another person. Sent twice, it is
     * made once.
     *
     * @throws Invalid with all that is wrong; nothing is written
     */
    @Transactional
    public RegistrationOutcome register(Registration registration, Actor actor) {
        access.require(actor, Permission.REGISTER_PATIENT);
        Invalid.throwIfAny(check(registration, actor));
        store.lockRegistration();
        if (store.find(registration.id()).isPresent()) {
            return new Registered(registration.id());
        }
        var patient = Registering.patient(registration, mintMrn());
        var like = detection.like(patient);
        if (!like.stream()
                .allMatch(match ->
                        registration.notTheSame().contains(match.patient().id()))) {
            return new LikelyDuplicates(shown(like, actor));
        }
        if (!store.holders(registration.identifiers()).isEmpty()) {
            throw new Invalid(List.of(new Issue(
                    "identifiers", "conflict", "This number belongs to another record: correct it, or leave it out.")));
        }
        store.insert(List.of(patient), "register", clock.instant(), actor);
        detection.refresh(List.of(patient), clock.instant());
        detection.keepOverruled(patient.id(), like);
        audit.created(actor, "Patient", patient.id().value(), patient.id());
        return new Registered(patient.id());
    }

    /** Who may be the same person as this one, who is not registered yet. */
    @Transactional
    public List<LikelyDuplicate> likelyDuplicates(Demographics demographics, Actor actor) {
        access.require(actor, Permission.REGISTER_PATIENT);
        if (demographics.names().isEmpty()) {
            return List.of();
        }
        var person = new Patient(PatientId.fresh(), "", demographics, List.of(), Set.of(), null, 1);
        return shown(detection.like(person), actor);
    }

    /**
     * The record as it stands; why it is confidential only for those who may see the chart.
     *
     * @throws NotFound if there is no such patient
     */
    @Transactional
    public Patient get(PatientId id, Actor actor) {
        access.require(actor, Permission.SEE_PATIENT, id);
        var patient = load(id);
        audit.read(actor, "Patient", id.value(), id);
        return access.allows(actor, Permission.SEE_CHART, id) ? patient : patient.withholdingReason();
    }

    /** Every version of a patient, the latest first. */
    @Transactional
    List<PatientVersion> history(PatientId id, Actor actor) {
        access.require(actor, Permission.SEE_PATIENT, id);
        audit.read(actor, "Patient", id.value(), id);
        var versions = store.history(id);
        return access.allows(actor, Permission.SEE_CHART, id)
                ? versions
                : versions.stream().map(PatientVersion::withholdingReason).toList();
    }

    /** Whether this actor may take back that the record is confidential: not those whom the flag keeps out. */
    boolean mayLiftConfidentiality(PatientId id, Actor actor) {
        return actor.may(Permission.REVIEW_BREAK_GLASS)
                || access.allowsWithoutEmergency(actor, Permission.SEE_CHART, id);
    }

    /**
     * What a record counts for.
     *
     * @param survivor the record itself, or the one it was merged into
     * @param sites those that know the patient
     */
    public record Standing(PatientId survivor, Set<SiteId> sites) {

        public Standing {
            sites = Set.copyOf(sites);
        }
    }

    /** For whoever was let at the record already. */
    public Standing standing(PatientId id) {
        return store.findStanding(id).orElseThrow(() -> new NotFound("patient"));
    }

    /** The sites that know a patient; for whoever was let at her record already. */
    public Set<SiteId> sites(PatientId id) {
        return store.findScope(id).orElseThrow(() -> new NotFound("patient")).sites();
    }

    /** The record that stands for this one now: itself, or the one it was merged into. */
    @Transactional
    public PatientId survivor(PatientId id, Actor actor) {
        access.require(actor, Permission.SEE_PATIENT, id);
        return store.survivor(id);
    }

    /**
     * The frame of a page about a patient: who it is, and the tabs this actor may open.
     *
     * @param slug of the tab that is open; empty for the overview
     * @throws NotFound if there is no such patient
     */
    @Transactional
    public PatientFrame frame(PatientId id, String slug, Actor actor) {
        var cards = panels.stream()
                .filter(panel -> panel.card() && access.allows(actor, panel.permission(), id))
                .toList();
        return PatientFrame.of(get(id, actor), slug, panels, cards, actor);
    }

    /** Records that may be the same person as this one. */
    @Transactional
    List<DuplicateSuspect> suspects(PatientId id, Actor actor) {
        access.require(actor, Permission.SEE_PATIENT, id);
        return actor.may(Permission.MERGE_PATIENTS) ? detection.openSuspects(id) : List.of();
    }

    /** The system of the clinic's own medical record numbers. */
    public String mrnSystem() {
        return store.mrnSystem();
    }

    /** @throws Forbidden unless this actor may register patients */
    void requireRegistration(Actor actor) {
        access.require(actor, Permission.REGISTER_PATIENT);
    }

    /** The frame for a page that changes the record. */
    @Transactional
    PatientFrame frameToEdit(PatientId id, String slug, Actor actor) {
        access.require(actor, Permission.EDIT_PATIENT, id);
        return frame(id, slug, actor);
    }

    /** Who may speak for a patient, emergency contacts first. */
    @Transactional
    public List<RelatedPerson> relatedPersons(PatientId id, Actor actor) {
        access.require(actor, Permission.SEE_PATIENT, id);
        audit.read(actor, "RelatedPerson", id.value(), id);
        return related.of(id);
    }

    /** Adds a person; sent twice, once. @throws Invalid with all that is wrong */
    @Transactional
    public void addRelatedPerson(RelatedPerson person, Actor actor) {
        access.require(actor, Permission.EDIT_PATIENT, person.patient());
        Invalid.throwIfAny(person.issues());
        if (related.insert(person, clock.instant(), actor)) {
            audit.created(actor, "RelatedPerson", person.id().value(), person.patient());
        }
    }

    /**
     * Changes a person.
     *
     * @throws Stale if somebody else changed it since
     * @throws Invalid with all that is wrong
     */
    @Transactional
    public void updateRelatedPerson(RelatedPerson person, Actor actor) {
        access.require(actor, Permission.EDIT_PATIENT, person.patient());
        Invalid.throwIfAny(person.issues());
        related.update(person, clock.instant(), actor);
        audit.updated(actor, "RelatedPerson", person.id().value(), person.patient(), Map.of());
    }

    /** Takes a person off a patient's record; the history keeps what was there. */
    @Transactional
    public void removeRelatedPerson(PatientId patient, RelatedPersonId id, Actor actor) {
        access.require(actor, Permission.EDIT_PATIENT, patient);
        related.find(id).filter(person -> person.patient().equals(patient)).ifPresent(person -> {
            related.delete(person, clock.instant(), actor);
            audit.deleted(actor, "RelatedPerson", id.value(), patient);
        });
    }

    /**
     * Makes a record of a person whom another system knows. Whom she may be already is found and shown to people, as
     * after an import: a program cannot be asked.
     *
     * @param said how that system says it in FHIR
     * @throws Invalid with all that is wrong; nothing is written
     */
    @Transactional
    void create(PatientId id, ImportedPatient said, Actor actor) {
        access.require(actor, Permission.REGISTER_PATIENT);
        var issues = new ArrayList<>(DemographicsRules.check(said.demographics(), today(said.sites())));
        issues.addAll(DemographicsRules.check(said.identifiers(), List.of()));
        if (!actor.sites().containsAll(said.sites())) {
            issues.add(Issue.value("managingOrganization", "is no site that the token opens"));
        }
        if (!store.holders(said.identifiers()).isEmpty()) {
            issues.add(
                    new Issue("identifier", "duplicate", "belongs to another record: update that one, or correct it"));
        }
        Invalid.throwIfAny(issues);
        var mrn = mintMrn();
        var identifiers = new ArrayList<>(said.identifiers());
        identifiers.add(mrn);
        var patient = new Patient(id, mrn.value(), said.demographics(), identifiers, said.sites(), null, 1);
        store.insert(List.of(patient), "register", clock.instant(), actor);
        fhir.keep(List.of(new Said(id, 1, said.source().system(), Objects.requireNonNull(said.resource()))));
        detection.refresh(List.of(patient), clock.instant());
        audit.created(actor, "Patient", id.value(), id);
        live.changed("desk");
    }

    /**
     * Puts what another system says in the place of a version. What it cannot say in FHIR stays: confidentiality, contact
     * preferences, the clinic's own numbers.
     *
     * @throws Stale if this is not the current version
     * @throws Invalid with all that is wrong; nothing is written
     */
    @Transactional
    void replace(PatientId id, int version, ImportedPatient said, Actor actor) {
        access.require(actor, Permission.EDIT_PATIENT, id);
        var before = store.findForUpdate(id).orElseThrow(() -> new NotFound("patient"));
        if (before.version() != version || before.mergedInto() != null) {
            throw new Stale("patient");
        }
        var wanted = said.demographics().keeping(before.demographics());
        var issues = new ArrayList<>(DemographicsRules.check(wanted, today(before.sites())));
        issues.addAll(DemographicsRules.check(said.identifiers(), before.identifiers()));
        var identifiers = new LinkedHashSet<>(said.identifiers());
        before.identifiers().stream()
                .filter(number -> number.system().startsWith("urn:carewright:"))
                .forEach(identifiers::add);
        if (store.holders(said.identifiers()).values().stream().anyMatch(holder -> !holder.equals(id))) {
            issues.add(
                    new Issue("identifier", "duplicate", "belongs to another record: compare the two, or correct it"));
        }
        Invalid.throwIfAny(issues);
        var changes = Rebase.changes(before.demographics(), wanted);
        write(before.with(wanted).with(List.copyOf(identifiers)), "update", actor);
        fhir.keep(List.of(new Said(id, version + 1, said.source().system(), Objects.requireNonNull(said.resource()))));
        audit.updated(actor, "Patient", id.value(), id, Map.of("changed", String.join(", ", changes)));
    }

    /**
     * Changes a patient. That the record is confidential, and why, is changed only by those whom it does not keep out.
     *
     * @param version the one that was loaded
     * @throws Stale if somebody else changed the record since
     * @throws Invalid with all that is wrong; nothing is written
     */
    @Transactional
    public void update(PatientId id, int version, Demographics demographics, Actor actor) {
        access.require(actor, Permission.EDIT_PATIENT, id);
        var before = store.findForUpdate(id).orElseThrow(() -> new NotFound("patient"));
        var wanted = withReason(demographics, before, actor);
        Invalid.throwIfAny(DemographicsRules.check(wanted, today(before.sites())));
        if (before.version() != version || before.mergedInto() != null) {
            throw new Stale("patient");
        }
        var changes = Rebase.changes(before.demographics(), wanted);
        if (changes.isEmpty()) {
            return;
        }
        write(before.with(wanted), "update", actor);
        audit.updated(actor, "Patient", id.value(), id, Map.of("changed", String.join(", ", changes)));
    }

    private Demographics withReason(Demographics wanted, Patient before, Actor actor) {
        var standing = before.demographics().confidentialReason();
        if (standing == null || standing.equals(wanted.confidentialReason())) {
            return wanted;
        }
        if (Demographics.WITHHELD.equals(wanted.confidentialReason())) {
            return wanted.withConfidentialReason(standing);
        }
        if (!mayLiftConfidentiality(before.id(), actor)) {
            throw new Invalid(List.of(new Issue(
                    "confidential",
                    "forbidden",
                    "Only those who treat the patient, or review who broke the glass, change that the record is"
                            + " confidential.")));
        }
        return wanted;
    }

    /**
     * Gives a patient a number from elsewhere.
     *
     * @throws Invalid when another record has it
     */
    @Transactional
    public void addIdentifier(PatientId id, Identifier identifier, Actor actor) {
        access.require(actor, Permission.EDIT_PATIENT, id);
        var before = store.findForUpdate(id).orElseThrow(() -> new NotFound("patient"));
        if (before.identifiers().contains(identifier)) {
            return;
        }
        if (!store.holders(List.of(identifier)).isEmpty()) {
            throw new Invalid(List.of(new Issue(
                    "identifier",
                    "conflict",
                    "This number belongs to another record: compare the two, or correct it.")));
        }
        var identifiers = new ArrayList<>(before.identifiers());
        identifiers.add(identifier);
        Invalid.throwIfAny(DemographicsRules.check(identifiers, before.identifiers()));
        write(before.with(identifiers), "update", actor);
        audit.updated(actor, "Patient", id.value(), id, Map.of("changed", "identifiers"));
    }

    /** The site knows the patient from now on, and its staff may see her. Does nothing when it does already. */
    @Transactional
    public void addSite(PatientId id, SiteId site, Actor actor) {
        access.require(actor, Permission.SEE_PATIENT, id);
        var before = store.findForUpdate(id).orElseThrow(() -> new NotFound("patient"));
        if (before.sites().contains(site)) {
            return;
        }
        var sites = new HashSet<>(before.sites());
        sites.add(site);
        store.update(List.of(before.with(sites)), "site", clock.instant(), actor);
        audit.updated(actor, "Patient", id.value(), id, Map.of("changed", "sites"));
    }

    /** Patients of the actor's sites, best match first; without a text all of them, in order. */
    @Transactional
    public PatientPage search(PatientQuery query, Actor actor) {
        access.require(actor, Permission.SEARCH_PATIENTS);
        var page = query.text().isEmpty() ? list(query, actor) : find(query, actor);
        audit.searched(
                actor,
                "Patient",
                Map.of("text", query.text(), "from", Integer.toString(query.offset())),
                page.patients().stream().map(PatientSummary::id).toList());
        return page;
    }

    private PatientPage list(PatientQuery query, Actor actor) {
        return PatientPage.of(search.list(query, actor.sites(), query.limit() + 1), query.limit());
    }

    private PatientPage find(PatientQuery query, Actor actor) {
        var terms = SearchTerms.read(query.text(), today(actor.sites()));
        if (terms.isEmpty()) {
            return new PatientPage(List.of(), false);
        }
        var whole = terms.stream().map(SearchTerms.Term::whole).toList();
        var found = new LinkedHashMap<PatientId, PatientSearch.Found>();
        search.with(whole, query, actor.sites(), MOST_FOUND).forEach(one -> found.put(one.id(), one));
        if (found.size() < MOST_FOUND) {
            var forgiving = terms.stream().map(this::forgiving).toList();
            search.with(forgiving, query, actor.sites(), MOST_FOUND).forEach(one -> found.put(one.id(), one));
        }
        var best = PatientSearch.order(found.values(), terms, query);
        var shown = best.stream().skip(query.offset()).limit(query.limit() + 1).toList();
        return PatientPage.of(search.summaries(shown), query.limit());
    }

    private SearchTerms.Term forgiving(SearchTerms.Term term) {
        var word = term.word();
        var keys = new HashSet<>(term.keys());
        if (word != null) {
            search.wordsLike(word).stream()
                    .filter(other -> PatientSearch.isLike(word, other))
                    .forEach(other -> keys.add(PatientKeys.word(other)));
            Nicknames.others(word).forEach(other -> keys.add(PatientKeys.word(other)));
        }
        return new SearchTerms.Term(keys, word, term.part());
    }

    /**
     * Takes in what a source says about patients, once: the same again changes nothing. What is created or changed is
     * looked at for duplicates.
     *
     * @return one outcome for each, in the same order
     * @throws Stale if another import takes in the same patients right now; try again
     */
    @Transactional
    public List<ImportOutcome> importFrom(List<ImportedPatient> patients, Actor actor) {
        access.require(actor, Permission.IMPORT_RECORDS);
        var identifiers = patients.stream()
                .flatMap(patient -> Importing.identifiers(patient).stream())
                .collect(Collectors.toSet());
        var holders = store.holders(identifiers);
        var lastSaid =
                store.lastImports(patients.stream().map(ImportedPatient::source).toList());
        var known = new HashSet<>(holders.values());
        var importing = new Importing(
                holders,
                store.findAll(known),
                lastSaid,
                fhir.said(known),
                this::mintMrn,
                LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(14)));
        var outcomes = patients.stream().map(importing::take).toList();
        store.insert(importing.created(), "import", clock.instant(), actor);
        store.update(importing.updated(), "import", clock.instant(), actor);
        store.keepImports(importing.heard(), clock.instant());
        fhir.keep(importing.said());
        detection.refresh(importing.written(), clock.instant());
        audit.executed(actor, "import", "Patient", null, touched(outcomes), Map.of("records", "" + patients.size()));
        return outcomes;
    }

    private static Set<PatientId> touched(List<ImportOutcome> outcomes) {
        var ids = new HashSet<PatientId>();
        for (var outcome : outcomes) {
            switch (outcome) {
                case Created(var id) -> ids.add(id);
                case Updated(var id) -> ids.add(id);
                case Unchanged(var id) -> ids.add(id);
                case Refused refused -> {}
            }
        }
        return ids;
    }

    private List<Issue> check(Registration registration, Actor actor) {
        var issues = new ArrayList<>(
                DemographicsRules.check(registration.demographics(), today(List.of(registration.site()))));
        if (!actor.sites().contains(registration.site())) {
            issues.add(Issue.value("site", "Choose one of the sites where you work."));
        }
        return issues;
    }

    private List<LikelyDuplicate> shown(List<DuplicateDetection.Match> matches, Actor actor) {
        var candidates =
                matches.stream().map(match -> match.asSeenFrom(actor.sites())).toList();
        audit.searched(
                actor,
                "Patient",
                Map.of("for", "duplicates"),
                candidates.stream().map(LikelyDuplicate::id).toList());
        return candidates;
    }

    private void write(Patient patient, String act, Actor actor) {
        store.update(List.of(patient), act, clock.instant(), actor);
        detection.refresh(List.of(patient), clock.instant());
        live.changed("patient:" + patient.id());
        live.changed("desk");
    }

    private Patient load(PatientId id) {
        return store.find(id).orElseThrow(() -> new NotFound("patient"));
    }

    private Identifier mintMrn() {
        return new Identifier(store.mrnSystem(), Registering.mrn(store.nextMrnNumber()));
    }

    /** The day's date where the actor works. */
    LocalDate today(Actor actor) {
        return today(actor.sites());
    }

    private LocalDate today(Collection<SiteId> sites) {
        return store.today(sites, clock.instant());
    }
}
