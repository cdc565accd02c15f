package org.carewright.platform.db;

import java.util.Set;
import java.util.regex.Pattern;

/** The name of an organization, and so of the schema that holds all its data and nobody else's. */
public record OrganizationName(String value) {

    private static final Pattern PATTERN = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Set<String> TAKEN = Set.of("public", "extensions", "information_schema");

    public static final OrganizationName DEFAULT = new OrganizationName("carewright");

    public OrganizationName {
        if (!PATTERN.matcher(value).matches() || value.startsWith("pg_") || TAKEN.contains(value)) {
            throw new DatabaseUnavailable("\"" + value + "\" can not name an organization: take up to 63 small letters,"
                    + " digits and underscores, beginning with a letter, and neither public, extensions,"
                    + " information_schema nor pg_….");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
