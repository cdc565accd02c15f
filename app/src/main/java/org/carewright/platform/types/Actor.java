package org.carewright.platform.types;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, with which rights, and from where; handed to every use case.
 *
 * @param user the staff account
 * @param name as shown to others
 * @param roles what the account may do
 * @param sites where it works; patients of other sites are out of scope
 * @param emergencies patients whose record this user has opened by break-glass, and still may see
 * @param self the only patient this actor reaches: she who follows a link that was sent to her; null for all others
 * @param origin route, purpose and address of this very act
 */
public record Actor(
        UserId user,
        String name,
        Set<Role> roles,
        Set<SiteId> sites,
        Set<PatientId> emergencies,
        @Nullable PatientId self,
        Origin origin) {

    /** Stands for whoever can run the program on its machine, and for the program's own work. */
    private static final UserId OPERATOR = new UserId(new UUID(0, 0));

    /** Stands for any patient who follows a link. */
    private static final UserId BY_LINK = new UserId(new UUID(0, 1));

    public Actor {
        roles = Set.copyOf(roles);
        sites = Set.copyOf(sites);
        emergencies = Set.copyOf(emergencies);
    }

    public Actor(UserId user, String name, Set<Role> roles, Set<SiteId> sites, Origin origin) {
        this(user, name, roles, sites, Set.of(), origin);
    }

    public Actor(
            UserId user, String name, Set<Role> roles, Set<SiteId> sites, Set<PatientId> emergencies, Origin origin) {
        this(user, name, roles, sites, emergencies, null, origin);
    }

    /**
     * The person at the machine's command line, or the program itself. May do what an administrator may, and belongs to
     * no site.
     *
     * @param command as typed, without its arguments: {@code carewright import fhir}
     */
    public static Actor operator(String command) {
        return new Actor(
                OPERATOR,
                "operator " + System.getProperty("user.name"),
                EnumSet.of(Role.ADMINISTRATOR),
                Set.of(),
                new Origin(command, Origin.OPERATIONS, "local"));
    }

    /**
     * The program itself, where it arranges care at a site without being told: it offers a freed time, reminds of a visit.
     *
     * @param job what it does: {@code waitlist}
     */
    public static Actor program(String job, SiteId site) {
        return new Actor(
                OPERATOR,
                "Carewright",
                EnumSet.of(Role.COORDINATOR),
                Set.of(site),
                new Origin("job " + job, Origin.OPERATIONS, "local"));
    }

    /** A patient who follows a link that was sent to her; she reaches what is hers at this site and nobody else's. */
    public static Actor byLink(PatientId patient, SiteId site, Origin origin) {
        return new Actor(BY_LINK, "patient by link", EnumSet.of(Role.PATIENT), Set.of(site), Set.of(), patient, origin);
    }

    public boolean may(Permission permission) {
        return roles.stream().anyMatch(role -> role.allows(permission));
    }

    /** Whether the actor treats patients, as opposed to arranging their care. */
    public boolean treats() {
        return roles.stream().anyMatch(Role::treats);
    }

    /** Why these patients' data are used: an emergency where the glass was broken for one of them. */
    public String purposeFor(Collection<PatientId> patients) {
        return patients.stream().anyMatch(emergencies::contains) ? Origin.EMERGENCY : origin.purpose();
    }

    /** The same actor with this record open. */
    public Actor breakingGlassFor(PatientId patient) {
        return new Actor(user, name, roles, sites, Set.of(patient), self, origin);
    }

    public Actor from(Origin other) {
        return new Actor(user, name, roles, sites, emergencies, self, other);
    }
}
