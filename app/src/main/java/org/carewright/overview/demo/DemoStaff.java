package org.carewright.overview.demo;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carewright.platform.access.Users;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;

/** One person for each role, with a password that is printed once and kept nowhere. */
final class DemoStaff {

    private static final Map<Role, Person> PEOPLE = new EnumMap<>(Map.of(
            Role.COORDINATOR, new Person("coordinator", "Dana Whitfield"),
            Role.FRONT_DESK, new Person("frontdesk", "Luis Ortega"),
            Role.NURSE, new Person("nurse", "Grace Okafor"),
            Role.CLINICIAN, new Person("clinician", "Dr. Helen Brandt"),
            Role.BILLER, new Person("biller", "Tomasz Nowak"),
            Role.MANAGER, new Person("manager", "Priya Raman"),
            Role.ADMINISTRATOR, new Person("admin", "Sam Keller")));

    /** No letter or digit that could be taken for another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private record Person(String login, String name) {}

    private record SignIn(Role role, String login, String password) {}

    private final Map<Role, Actor> actors = new EnumMap<>(Role.class);
    private final List<SignIn> signIns = new ArrayList<>();

    DemoStaff(Users users, Set<SiteId> sites) {
        var random = new SecureRandom();
        PEOPLE.forEach((role, person) -> {
            var password = password(random);
            var id = users.create(person.login(), person.name(), password, Set.of(role), sites);
            var origin = new Origin("carewright serve --demo", Origin.OPERATIONS, "local");
            actors.put(role, new Actor(id, person.name(), Set.of(role), sites, origin));
            signIns.add(new SignIn(role, person.login(), password));
        });
    }

    Actor actor(Role role) {
        var actor = actors.get(role);
        if (actor == null) {
            throw new IllegalArgumentException("nobody in the demo is " + role);
        }
        return actor;
    }

    /** The sign-ins as a table for the terminal. */
    String table() {
        return signIns.stream()
                .sorted(Comparator.comparing(SignIn::role))
                .map(signIn -> "  %-14s %-14s %s".formatted(words(signIn.role()), signIn.login(), signIn.password()))
                .collect(Collectors.joining(
                        "%n".formatted(), "  %-14s %-14s %s%n".formatted("role", "login", "password"), ""));
    }

    private static String words(Role role) {
        return role.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static String password(SecureRandom random) {
        return IntStream.range(0, 4)
                .mapToObj(group -> random.ints(4, 0, LETTERS.length())
                        .mapToObj(letter -> String.valueOf(LETTERS.charAt(letter)))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }
}
