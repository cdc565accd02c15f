package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carewright.foundation.patients.ContactPreferences.Channel;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Day;
import org.carewright.platform.types.Issue;
import org.carewright.platform.web.Input;
import org.jspecify.annotations.Nullable;

/**
 * The form of a patient's demographics. Its fields are named as {@link DemographicsRules} names what is wrong, so a message
 * finds its field; rows left empty are no rows.
 */
final class DemographicsForm {

    private final Input input;
    private final LocalDate today;
    private final List<Issue> issues = new ArrayList<>();
    private final List<Integer> nameRows;
    private final List<Integer> telecomRows;

    DemographicsForm(Input input, LocalDate today) {
        this.input = input;
        this.today = today;
        this.nameRows = rows(row -> input.value("names[" + row + "]") + input.value("names[" + row + "].given"));
        this.telecomRows = rows(row -> input.value("telecoms[" + row + "]"));
    }

    private static List<Integer> rows(IntFunction<String> content) {
        return IntStream.rangeClosed(0, DemographicsRules.MOST)
                .filter(row -> !content.apply(row).isBlank())
                .boxed()
                .toList();
    }

    /** A new patient. */
    Demographics read() {
        return read(null, true);
    }

    /**
     * @param standing what the form does not show is kept from it
     * @param mayLift whether the form let the confidential flag be taken back; if not, a flag that stands stays
     */
    Demographics read(@Nullable Demographics standing, boolean mayLift) {
        var addresses = new ArrayList<>(List.of(new Address(
                Address.Use.HOME,
                input.value("line"),
                input.value("city"),
                input.value("state"),
                input.value("postalCode"),
                input.value("country"))));
        if (standing != null) {
            standing.addresses().stream().skip(1).forEach(addresses::add);
        }
        var deceased = input.has("deceased", "true");
        var deceasedOn = day("deceasedAt");
        return new Demographics(
                nameRows.stream().map(this::name).toList(),
                birthDate(),
                choice(AdministrativeGender.class, "gender", AdministrativeGender.UNKNOWN),
                choice(BirthSex.class, "birthSex", BirthSex.UNKNOWN),
                input.has("multipleBirth", "true"),
                deceased,
                deceasedOn == null ? null : deceasedOn.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC),
                telecomRows.stream().map(this::telecom).toList(),
                addresses,
                emptyToNull(Language.tag(input.value("language"))),
                input.has("interpreterNeeded", "true"),
                new ContactPreferences(
                        input.value("preferred").isEmpty() ? null : choice(Channel.class, "preferred", Channel.PHONE),
                        time("quietFrom"),
                        time("quietUntil"),
                        refused()),
                standing != null && standing.confidentialReason() != null && !mayLift
                        ? standing.confidentialReason()
                        : typedReason());
    }

    private @Nullable String typedReason() {
        return input.has("confidential", "true") ? input.value("confidentialReason") : null;
    }

    /** All that is wrong, at the fields where it was typed. */
    List<Issue> issues(Demographics read) {
        var all = new ArrayList<>(issues);
        DemographicsRules.check(read, today).forEach(issue -> all.add(atField(issue)));
        return all;
    }

    /** The path of a list's element, as the row in which it was typed. */
    Issue atField(Issue issue) {
        for (var list : Map.of("names", nameRows, "telecoms", telecomRows).entrySet()) {
            for (int i = 0; i < list.getValue().size(); i++) {
                if (issue.path().equals(list.getKey() + "[" + i + "]")) {
                    return new Issue(list.getKey() + "[" + list.getValue().get(i) + "]", issue.code(), issue.message());
                }
            }
        }
        return new Issue(
                issue.path().replaceFirst("^(preferences|addresses\\[0])\\.", ""), issue.code(), issue.message());
    }

    private HumanName name(int row) {
        var field = "names[" + row + "]";
        var use = row == 0 ? HumanName.Use.OFFICIAL : HumanName.Use.NICKNAME;
        return new HumanName(
                choice(HumanName.Use.class, field + ".use", use),
                input.value(field),
                input.value(field + ".given"),
                input.value(field + ".prefix"),
                input.value(field + ".suffix"));
    }

    private ContactPoint telecom(int row) {
        var field = "telecoms[" + row + "]";
        return new ContactPoint(
                choice(ContactPoint.Medium.class, field + ".system", ContactPoint.Medium.PHONE),
                input.value(field),
                choice(ContactPoint.Use.class, field + ".use", ContactPoint.Use.HOME));
    }

    private @Nullable BirthDate birthDate() {
        var typed = input.value("birthDate");
        if (typed.isEmpty()) {
            return null;
        }
        var readings = BirthDates.read(typed, today);
        if (readings.isEmpty()) {
            issues.add(Issue.value(
                    "birthDate", "Write the birth date as month/day/year, such as 3/4/1957, or only the year."));
            return null;
        }
        return readings.getFirst();
    }

    private @Nullable LocalDate day(String field) {
        var day = Day.parse(input.value(field));
        if (day.isEmpty() && !input.value(field).isEmpty()) {
            issues.add(Issue.value(field, "Write the date as year-month-day, such as 2026-03-04."));
        }
        return day.orElse(null);
    }

    private @Nullable LocalTime time(String field) {
        try {
            return input.value(field).isEmpty() ? null : LocalTime.parse(input.value(field));
        } catch (DateTimeParseException notATime) {
            issues.add(Issue.value(field, "Write the time as hours:minutes, such as 21:00."));
            return null;
        }
    }

    private Set<Channel> refused() {
        return Arrays.stream(Channel.values())
                .filter(channel -> input.has("doNotContact." + Params.code(channel), "true"))
                .collect(Collectors.toSet());
    }

    private <E extends Enum<E>> E choice(Class<E> type, String field, E otherwise) {
        return Params.find(type, input.value(field)).orElse(otherwise);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** How many rows of a list the form shows: those filled, and an empty one. */
    static int rowCount(Input input, String list, int least) {
        var filled = rows(row -> input.value(list + "[" + row + "]") + input.value(list + "[" + row + "].given"));
        return Math.max(least, filled.isEmpty() ? 0 : filled.getLast() + 2);
    }

    /** Whether something is typed in the part of the form that is folded away. */
    static boolean hasMore(Input input) {
        return Stream.of("preferred", "quietFrom", "quietUntil", "confidentialReason", "deceasedAt")
                        .anyMatch(field -> !input.value(field).isEmpty())
                || input.has("deceased", "true")
                || Arrays.stream(Channel.values())
                        .anyMatch(channel -> input.has("doNotContact." + Params.code(channel), "true"));
    }

    /** A form for somebody not yet known. */
    static Map<String, String> blank() {
        return Map.of(
                "gender", "unknown",
                "birthSex", "unknown",
                "country", "US",
                "telecoms[0].use", "mobile",
                "telecoms[1].system", "email");
    }

    /** What the form shows of a patient. */
    static Map<String, String> fields(Demographics person) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < person.names().size(); i++) {
            var name = person.names().get(i);
            fields.put("names[" + i + "]", name.family());
            fields.put("names[" + i + "].given", name.given());
            fields.put("names[" + i + "].prefix", name.prefix());
            fields.put("names[" + i + "].suffix", name.suffix());
            fields.put("names[" + i + "].use", Params.code(name.use()));
        }
        var born = person.birthDate();
        fields.put("birthDate", born == null ? "" : InWords.typed(born.date(), born.precision()));
        fields.put("gender", Params.code(person.gender()));
        fields.put("birthSex", Params.code(person.birthSex()));
        fields.put("multipleBirth", Boolean.toString(person.multipleBirth()));
        fields.put("deceased", Boolean.toString(person.deceased()));
        var died = person.deceasedAt();
        fields.put("deceasedAt", died == null ? "" : died.toString().substring(0, 10));
        for (int i = 0; i < person.telecoms().size(); i++) {
            var way = person.telecoms().get(i);
            fields.put("telecoms[" + i + "]", way.value());
            fields.put("telecoms[" + i + "].system", Params.code(way.system()));
            fields.put("telecoms[" + i + "].use", Params.code(way.use()));
        }
        var home = person.addresses().isEmpty()
                ? new Address(Address.Use.HOME, "", "", "", "", "US")
                : person.addresses().getFirst();
        fields.put("line", home.line());
        fields.put("city", home.city());
        fields.put("state", home.state());
        fields.put("postalCode", home.postalCode());
        fields.put("country", home.country());
        fields.put("language", person.language() == null ? "" : Language.typed(person.language()));
        fields.put("interpreterNeeded", Boolean.toString(person.interpreterNeeded()));
        preferences(person.preferences(), fields);
        var reason = person.confidentialReason();
        fields.put("confidential", Boolean.toString(reason != null));
        fields.put("confidentialReason", reason == null ? "" : reason);
        return fields;
    }

    private static void preferences(ContactPreferences preferences, Map<String, String> fields) {
        var preferred = preferences.preferred();
        var from = preferences.quietFrom();
        var until = preferences.quietUntil();
        fields.put("preferred", preferred == null ? "" : Params.code(preferred));
        fields.put("quietFrom", from == null ? "" : from.toString());
        fields.put("quietUntil", until == null ? "" : until.toString());
        preferences.doNotContact().forEach(channel -> fields.put("doNotContact." + Params.code(channel), "true"));
    }
}
