package org.carewright.platform.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.carewright.platform.types.Role;
import org.carewright.platform.web.Option;
import org.springframework.util.StringUtils;

/** Roles as people read and choose them. */
final class Roles {

    private Roles() {}

    static String words(Role role) {
        return StringUtils.capitalize(role.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    static String words(Collection<Role> roles) {
        return roles.stream().sorted().map(Roles::words).collect(Collectors.joining(", "));
    }

    static List<Option> options() {
        return Arrays.stream(Role.values())
                .filter(Role::isStaff)
                .map(role -> new Option(role.name(), words(role), detail(role)))
                .toList();
    }

    private static String detail(Role role) {
        return switch (role) {
            case COORDINATOR -> "Works the desk; books; sees charts";
            case FRONT_DESK -> "Registers, books, receives";
            case NURSE, CLINICIAN -> "Treats; sees confidential charts";
            case BILLER -> "Claims and payments";
            case MANAGER -> "Sets up the clinic; reviews access";
            case INTEGRATION, TREATING_INTEGRATION -> "Another system";
            case PATIENT -> "Answers by link";
            case ADMINISTRATOR -> "Manages accounts and imports; sees no patients";
        };
    }
}
