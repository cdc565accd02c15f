package org.carewright.foundation.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who gives care (FHIR R4 Practitioner).
 *
 * @param prefix such as Dr., or empty
 * @param suffix such as MD or RN, or empty
 * @param npi National Provider Identifier, or empty for those who need none
 * @param languages BCP 47 codes, the preferred first
 * @param skills what visit types may ask for beyond the specialty, such as sedation
 * @param user the account the practitioner signs in with, or null
 * @param active who has left keeps a name on past visits
 * @param version for detecting lost updates
 */
public record Practitioner(
        PractitionerId id,
        String family,
        String given,
        String prefix,
        String suffix,
        String npi,
        Sex sex,
        List<String> languages,
        Set<String> skills,
        @Nullable UserId user,
        boolean active,
        int version) {

    public Practitioner {
        languages = List.copyOf(languages);
        skills = Set.copyOf(skills);
    }

    /** A new practitioner who speaks English and has no account. */
    public static Practitioner named(String prefix, String given, String family, String suffix, String npi, Sex sex) {
        return new Practitioner(
                PractitionerId.fresh(),
                family,
                given,
                prefix,
                suffix,
                npi,
                sex,
                List.of("en"),
                Set.of(),
                null,
                true,
                0);
    }

    public Practitioner withUser(@Nullable UserId user) {
        return new Practitioner(id, family, given, prefix, suffix, npi, sex, languages, skills, user, active, version);
    }

    public Practitioner withLanguages(String... languages) {
        return new Practitioner(
                id, family, given, prefix, suffix, npi, sex, List.of(languages), skills, user, active, version);
    }

    /** As people say and write it: {@code Dr. Ana Reyes, MD}. */
    public String display() {
        var name = (prefix + " " + given + " " + family).strip();
        return suffix.isEmpty() ? name : name + ", " + suffix;
    }

    Practitioner with(boolean active, int version) {
        return new Practitioner(id, family, given, prefix, suffix, npi, sex, languages, skills, user, active, version);
    }

    List<Issue> issues() {
        var issues = new ArrayList<Issue>();
        Checks.text(issues, "family", family, "Give the family name.");
        Checks.text(issues, "given", given, "Give the given name.");
        Checks.npi(issues, npi);
        if (languages.isEmpty()) {
            issues.add(Issue.required("languages", "Choose at least one language."));
        }
        return issues;
    }
}
