package org.carewright.foundation.patients;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.carewright.foundation.patients.BirthDate.Precision;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;

/** What demographics must hold; paths name components of {@link Demographics}. */
final class DemographicsRules {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@.]{2,}");
    private static final LocalDate EARLIEST = LocalDate.of(1850, 1, 2);
    private static final int LONGEST = 200;

    /** In bytes of UTF-8: by most of it patients are found, and an index holds no more than 2,704 of what it finds by. */
    private static final int LONGEST_OF_OTHERS = 1_000;

    /** Names, addresses, ways to reach her, numbers. */
    static final int MOST = 100;

    private DemographicsRules() {}

    /** @param today at the patient's site */
    static List<Issue> check(Demographics person, LocalDate today) {
        var issues = new ArrayList<Issue>();
        if (person.names().isEmpty()) {
            issues.add(Issue.required("names[0]", "Give at least one name: family, given, or both."));
        }
        for (int i = 0; i < person.names().size(); i++) {
            var name = person.names().get(i);
            if (name.full().length() > LONGEST) {
                issues.add(Issue.value("names[" + i + "]", "Shorten the name to " + LONGEST + " characters."));
            }
        }
        few("names", "names", person.names(), issues);
        few("telecoms", "ways to reach her", person.telecoms(), issues);
        few("addresses", "addresses", person.addresses(), issues);
        birthDate(person, today, issues);
        telecoms(person, issues);
        addresses(person, issues);
        var language = person.language();
        if (language != null && !LANGUAGE.matcher(language).matches()) {
            issues.add(Issue.value(
                    "language", "Choose a language of the list, or give its BCP 47 tag, such as es or zh-Hans."));
        }
        preferences(person.preferences(), issues);
        var reason = person.confidentialReason();
        if (reason != null && reason.isBlank()) {
            issues.add(Issue.required("confidentialReason", "Say why the record is confidential."));
        }
        brief("confidentialReason", reason, issues);
        return issues;
    }

    /** The numbers that she gets beside those she has. */
    static List<Issue> check(Collection<Identifier> identifiers, Collection<Identifier> before) {
        var issues = new ArrayList<Issue>();
        if (!before.containsAll(identifiers)) {
            few("identifiers", "numbers", identifiers, issues);
        }
        int i = 0;
        for (var number : identifiers) {
            brief("identifiers[" + i + "].system", number.system(), issues);
            brief("identifiers[" + i + "].value", number.value(), issues);
            i++;
        }
        return issues;
    }

    private static void few(String path, String what, Collection<?> rows, List<Issue> issues) {
        if (rows.size() > MOST) {
            issues.add(new Issue(path, "too-long", "Leave out some of the " + what + ": " + MOST + " can be kept."));
        }
    }

    private static void brief(String path, @Nullable String text, List<Issue> issues) {
        if (text != null && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_OF_OTHERS) {
            issues.add(new Issue(
                    path,
                    "too-long",
                    "Shorten it to 1,000 letters; one with an accent, or of another script, counts more."));
        }
    }

    private static void addresses(Demographics person, List<Issue> issues) {
        for (int i = 0; i < person.addresses().size(); i++) {
            var address = person.addresses().get(i);
            var path = "addresses[" + i + "].";
            brief(path + "line", address.line(), issues);
            brief(path + "city", address.city(), issues);
            brief(path + "state", address.state(), issues);
            brief(path + "postalCode", address.postalCode(), issues);
            brief(path + "country", address.country(), issues);
        }
    }

    private static void birthDate(Demographics person, LocalDate today, List<Issue> issues) {
        var born = person.birthDate();
        if (born == null) {
            return;
        }
        if (born.date().isAfter(today)) {
            issues.add(Issue.value("birthDate", "The birth date is in the future: check day, month and year."));
        } else if (born.date().isBefore(EARLIEST)) {
            issues.add(Issue.value("birthDate", "The birth date is before 1850: check the year."));
        }
        var died = person.deceasedAt();
        if (died != null
                && born.precision() == Precision.DAY
                && died.isBefore(born.date().minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))) {
            issues.add(Issue.value("deceasedAt", "The death is before the birth: check both dates."));
        }
        if (died != null && !person.deceased()) {
            issues.add(Issue.value("deceasedAt", "Mark the patient as deceased, or leave the time of death empty."));
        }
    }

    private static void telecoms(Demographics person, List<Issue> issues) {
        for (int i = 0; i < person.telecoms().size(); i++) {
            var way = person.telecoms().get(i);
            var path = "telecoms[" + i + "]";
            brief(path, way.value(), issues);
            if (PatientKeys.isPhone(way) && Words.digits(way.value()).length() < 3) {
                issues.add(Issue.value(path, "Give the phone number in digits."));
            } else if (way.system() == ContactPoint.Medium.EMAIL
                    && !EMAIL.matcher(way.value()).matches()) {
                issues.add(Issue.value(path, "Give the e-mail address as name@place.org."));
            }
        }
    }

    private static void preferences(ContactPreferences preferences, List<Issue> issues) {
        if ((preferences.quietFrom() == null) != (preferences.quietUntil() == null)) {
            issues.add(Issue.required("preferences.quietUntil", "Give both ends of the quiet hours, or none."));
        }
        if (preferences.preferred() != null && preferences.doNotContact().contains(preferences.preferred())) {
            issues.add(Issue.value(
                    "preferences.preferred", "The preferred way is refused below: choose another, or allow it."));
        }
    }
}
