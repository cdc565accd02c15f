package org.carewright.foundation.directory;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.carewright.platform.access.Access;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Permission;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.Stale;
import org.carewright.platform.types.UserId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The face of the directory.
 *
 * <p>It holds no patient data: any use case may read it, so reads take no actor; pages ask {@link #see} first. Changes
 * need {@link Permission#MANAGE_DIRECTORY}, are audited, throw {@link Invalid} with all issues and {@link Stale} when
 * somebody else was faster.
 */
@Service
public class Directory {

    private static final int LONGEST_TRAVEL = 600;

    private final SiteStore sites;
    private final PractitionerStore practitioners;
    private final ResourceStore resources;
    private final VisitTypeStore visitTypes;
    private final ObjectProvider<DirectoryUse> users;
    private final Access access;
    private final Audit audit;

    Directory(
            SiteStore sites,
            PractitionerStore practitioners,
            ResourceStore resources,
            VisitTypeStore visitTypes,
            ObjectProvider<DirectoryUse> users,
            Access access,
            Audit audit) {
        this.sites = sites;
        this.practitioners = practitioners;
        this.resources = resources;
        this.visitTypes = visitTypes;
        this.users = users;
        this.access = access;
        this.audit = audit;
    }

    /** Lets those on who may look at the directory, and says whether they may change it too. */
    public boolean see(Actor actor) {
        access.require(actor, Permission.SEE_DIRECTORY);
        return actor.may(Permission.MANAGE_DIRECTORY);
    }

    /** Lets those on who may change the directory; each change asks again. */
    public void requireChange(Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
    }

    // ---- Organization and sites

    @Transactional(readOnly = true)
    public Optional<Organization> organization() {
        return sites.organization();
    }

    /** Writes the one organization, the first time or anew. */
    @Transactional
    public void save(Organization organization, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        Invalid.throwIfAny(organization.issues());
        if (sites.organization().isEmpty()) {
            sites.insert(organization);
        } else if (!sites.update(organization)) {
            throw new Stale("organization");
        }
        audit.updated(actor, "Organization", sites.organizationId(), null, Map.of());
    }

    /** All sites by name, closed ones too. */
    @Transactional(readOnly = true)
    public List<Site> sites() {
        return sites.all();
    }

    @Transactional(readOnly = true)
    public Site site(SiteId id) {
        return sites.find(id).orElseThrow(() -> new NotFound("site"));
    }

    /** The zone of a site's wall clock. */
    @Transactional(readOnly = true)
    public ZoneId zone(SiteId id) {
        return site(id).zone();
    }

    /** Minutes from a site to the others, as far as anybody has said. */
    @Transactional(readOnly = true)
    public Map<SiteId, Integer> travel(SiteId site) {
        return sites.travel(site);
    }

    /**
     * Says how long it takes from a site to others, and back.
     *
     * @param minutes empty where nobody knows
     * @throws Invalid with every length that cannot be
     */
    @Transactional
    public void setTravel(SiteId site, Map<SiteId, Optional<Integer>> minutes, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        var issues = new ArrayList<Issue>();
        minutes.forEach((other, length) -> {
            if (length.isPresent() && (length.get() < 1 || length.get() > LONGEST_TRAVEL)) {
                issues.add(Issue.value(
                        "travel-" + other, "Give minutes from 1 to " + LONGEST_TRAVEL + ", or leave it empty."));
            }
        });
        Invalid.throwIfAny(issues);
        minutes.forEach((other, length) -> sites.keepTravel(site, other, length.orElse(null)));
        audit.updated(actor, "Location", site.value(), null, Map.of("changed", "travel"));
    }

    @Transactional
    public void add(Site site, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        Invalid.throwIfAny(issues(site));
        sites.insert(site);
        audit.created(actor, "Location", site.id().value(), null);
    }

    @Transactional
    public void change(Site site, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        Invalid.throwIfAny(issues(site));
        expectOne(sites.update(site), "site");
        audit.updated(actor, "Location", site.id().value(), null, Map.of());
    }

    private List<Issue> issues(Site site) {
        return withConflict(site.issues(), sites.nameIsTaken(site), "name", "Another site has this name.");
    }

    @Transactional(readOnly = true)
    public List<OpenHours> hours(SiteId site) {
        return sites.hours(site);
    }

    /** Replaces the weekly hours of a site; {@code site} is the one they were read with. */
    @Transactional
    public void setHours(Site site, List<OpenHours> hours, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        Invalid.throwIfAny(WeeklyHours.issues(hours));
        expectOne(sites.update(site), "site");
        sites.replaceHours(site.id(), hours);
        audit.updated(actor, "Location", site.id().value(), null, Map.of("changed", "hours"));
    }

    /** Closed days, past and coming. */
    @Transactional(readOnly = true)
    public List<Closure> closures(SiteId site) {
        return sites.closures(site);
    }

    /** Closes a site on these days; a day on which it is closed already stays as it is. Returns how many were added. */
    @Transactional
    public int close(SiteId site, List<Closure> closures, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        int added = 0;
        for (var closure : closures) {
            added += sites.insert(site, closure) ? 1 : 0;
        }
        audit.updated(actor, "Location", site.value(), null, Map.of("changed", "closures"));
        return added;
    }

    @Transactional
    public void reopen(SiteId site, LocalDate day, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        expectThere(sites.deleteClosure(site, day), "closure");
        audit.updated(actor, "Location", site.value(), null, Map.of("changed", "closures"));
    }

    // ---- Practitioners

    /** All practitioners by family name, those who have left too. */
    @Transactional(readOnly = true)
    public List<Practitioner> practitioners() {
        return practitioners.all();
    }

    @Transactional(readOnly = true)
    public Practitioner practitioner(PractitionerId id) {
        return practitioners.find(id).orElseThrow(() -> new NotFound("practitioner"));
    }

    /** The practitioner who signs in with this account. */
    @Transactional(readOnly = true)
    public Optional<Practitioner> findPractitioner(UserId user) {
        return practitioners.findByUser(user);
    }

    @Transactional
    public void add(Practitioner practitioner, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        Invalid.throwIfAny(issues(practitioner));
        practitioners.insert(practitioner);
        audit.created(actor, "Practitioner", practitioner.id().value(), null);
    }

    @Transactional
    public void change(Practitioner practitioner, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        Invalid.throwIfAny(issues(practitioner));
        expectOne(practitioners.update(practitioner), "practitioner");
        audit.updated(actor, "Practitioner", practitioner.id().value(), null, Map.of());
    }

    private List<Issue> issues(Practitioner practitioner) {
        var issues = withConflict(
                practitioner.issues(),
                practitioners.npiIsTaken(practitioner),
                "npi",
                "Another practitioner has this NPI.");
        return withConflict(
                issues, practitioners.userIsTaken(practitioner), "user", "Another practitioner has this account.");
    }

    /** The roles of every practitioner. */
    @Transactional(readOnly = true)
    public List<PractitionerRole> roles() {
        return practitioners.allRoles();
    }

    @Transactional(readOnly = true)
    public List<PractitionerRole> roles(PractitionerId practitioner) {
        return practitioners.roles(practitioner);
    }

    @Transactional
    public void add(PractitionerRole role, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        var issues = new ArrayList<Issue>();
        Checks.validity(issues, role.validity());
        Invalid.throwIfAny(issues);
        if (!practitioners.insert(role)) {
            throw conflict("specialty", "This role is there already on some of these days.");
        }
        audit.created(actor, "PractitionerRole", role.id(), null);
    }

    @Transactional
    public void removeRole(PractitionerId practitioner, UUID role, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        expectThere(practitioners.deleteRole(practitioner, role), "role");
        audit.deleted(actor, "PractitionerRole", role, null);
    }

    @Transactional(readOnly = true)
    public List<PractitionerHours> hours(PractitionerId practitioner) {
        return practitioners.hours(List.of(practitioner));
    }

    /** Adds weekly hours, all or none. */
    @Transactional
    public void addHours(List<PractitionerHours> hours, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        var issues = new ArrayList<Issue>();
        for (var stretch : hours) {
            Checks.validity(issues, stretch.validity());
            Checks.ordered(issues, stretch.hours());
        }
        Invalid.throwIfAny(issues.stream().distinct().toList());
        for (var stretch : hours) {
            if (!practitioners.insert(stretch)) {
                throw conflict(
                        "hours",
                        "They overlap other hours on "
                                + Words.day(stretch.hours().day()) + ".");
            }
        }
        hours.stream()
                .map(PractitionerHours::practitioner)
                .distinct()
                .forEach(id -> audit.updated(actor, "Practitioner", id.value(), null, Map.of("changed", "hours")));
    }

    /** Ends weekly hours: {@code until} is the first day without them. */
    @Transactional
    public void endHours(PractitionerId practitioner, UUID hours, LocalDate until, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        if (!practitioners.endHours(practitioner, hours, until)) {
            throw conflict("until", "The last day must lie between the first day and the present last day.");
        }
        audit.updated(actor, "Practitioner", practitioner.value(), null, Map.of("changed", "hours"));
    }

    @Transactional
    public void removeHours(PractitionerId practitioner, UUID hours, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        expectThere(practitioners.deleteHours(practitioner, hours), "hours");
        audit.updated(actor, "Practitioner", practitioner.value(), null, Map.of("changed", "hours"));
    }

    @Transactional(readOnly = true)
    public List<HoursException> exceptions(PractitionerId practitioner) {
        return practitioners.exceptions(List.of(practitioner));
    }

    @Transactional
    public void add(HoursException exception, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        Invalid.throwIfAny(exception.issues());
        if (!practitioners.insert(exception)) {
            throw conflict("starts", "It overlaps another entry of the same kind.");
        }
        audit.updated(actor, "Practitioner", exception.practitioner().value(), null, Map.of("changed", "exceptions"));
    }

    @Transactional
    public void removeException(PractitionerId practitioner, UUID exception, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        expectThere(practitioners.deleteException(practitioner, exception), "exception");
        audit.updated(actor, "Practitioner", practitioner.value(), null, Map.of("changed", "exceptions"));
    }

    // ---- Rooms and devices

    /** All rooms by site and name, closed ones too. */
    @Transactional(readOnly = true)
    public List<Room> rooms() {
        return resources.rooms();
    }

    @Transactional(readOnly = true)
    public Room room(RoomId id) {
        return resources.find(id).orElseThrow(() -> new NotFound("room"));
    }

    @Transactional
    public void add(Room room, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        Invalid.throwIfAny(issues(room));
        resources.insert(room);
        audit.created(actor, "Location", room.id().value(), null);
    }

    /** Its site cannot change. */
    @Transactional
    public void change(Room room, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        Invalid.throwIfAny(issues(room));
        expectOne(resources.update(room), "room");
        audit.updated(actor, "Location", room.id().value(), null, Map.of());
    }

    private List<Issue> issues(Room room) {
        return withConflict(
                room.issues(), resources.nameIsTaken(room), "name", "Another room of this site has this name.");
    }

    /** All devices by site and name, retired ones too. */
    @Transactional(readOnly = true)
    public List<Device> devices() {
        return resources.devices();
    }

    @Transactional(readOnly = true)
    public Device device(DeviceId id) {
        return resources.find(id).orElseThrow(() -> new NotFound("device"));
    }

    @Transactional
    public void add(Device device, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        Invalid.throwIfAny(issues(device));
        resources.insert(device);
        audit.created(actor, "Device", device.id().value(), null);
    }

    @Transactional
    public void change(Device device, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        Invalid.throwIfAny(issues(device));
        expectOne(resources.update(device), "device");
        audit.updated(actor, "Device", device.id().value(), null, Map.of());
    }

    private List<Issue> issues(Device device) {
        var elsewhere = device.room() != null && !room(device.room()).site().equals(device.site());
        var issues = withConflict(device.issues(), elsewhere, "room", "This room is at another site.");
        return withConflict(
                issues, resources.nameIsTaken(device), "name", "Another device of this site has this name.");
    }

    // ---- Visit types

    /** All visit types by name, those no longer offered too. */
    @Transactional(readOnly = true)
    public List<VisitType> visitTypes() {
        return visitTypes.all();
    }

    @Transactional(readOnly = true)
    public VisitType visitType(VisitTypeId id) {
        return visitTypes.find(id).orElseThrow(() -> new NotFound("visit type"));
    }

    @Transactional
    public void add(VisitType type, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        Invalid.throwIfAny(issues(type));
        visitTypes.insert(type);
        audit.created(actor, "HealthcareService", type.id().value(), null);
    }

    @Transactional
    public void change(VisitType type, Actor actor) {
        access.require(actor, Permission.MANAGE_DIRECTORY);
        Invalid.throwIfAny(issues(type));
        expectOne(visitTypes.update(type), "visit type");
        audit.updated(actor, "HealthcareService", type.id().value(), null, Map.of());
    }

    private List<Issue> issues(VisitType type) {
        return withConflict(type.issues(), visitTypes.nameIsTaken(type), "name", "Another visit type has this name.");
    }

    // ---- What depends on an entry

    /** What would be left without this entry; shown before it is deactivated. */
    @Transactional(readOnly = true)
    public List<DirectoryUse.Use> uses(Id entry, Actor actor) {
        access.require(actor, Permission.SEE_DIRECTORY);
        var uses = new ArrayList<DirectoryUse.Use>();
        switch (entry) {
            case SiteId site -> {
                count(
                        uses,
                        resources.rooms(),
                        room -> room.active() && room.site().equals(site),
                        "room");
                count(
                        uses,
                        resources.devices(),
                        device -> device.active() && device.site().equals(site),
                        "device");
                count(uses, practitioners.allRoles(), role -> role.site().equals(site), "practitioner role");
            }
            case RoomId room -> count(uses, resources.devices(), device -> room.equals(device.room()), "device");
            default -> {} // only outer modules use the others
        }
        users.forEach(user -> uses.addAll(user.of(entry, actor)));
        return uses;
    }

    private static <R> void count(List<DirectoryUse.Use> uses, List<R> rows, Predicate<R> used, String what) {
        var count = rows.stream().filter(used).count();
        if (count > 0) uses.add(new DirectoryUse.Use(count, count == 1 ? what : what + "s", ""));
    }

    private static List<Issue> withConflict(List<Issue> issues, boolean conflicts, String path, String message) {
        if (!conflicts) return issues;
        var all = new ArrayList<>(issues);
        all.add(new Issue(path, "conflict", message));
        return all;
    }

    private static Invalid conflict(String path, String message) {
        return new Invalid(List.of(new Issue(path, "conflict", message)));
    }

    private static void expectOne(boolean written, String what) {
        if (!written) throw new Stale(what);
    }

    private static void expectThere(boolean deleted, String what) {
        if (!deleted) throw new NotFound(what);
    }
}
