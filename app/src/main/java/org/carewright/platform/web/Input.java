package org.carewright.platform.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed into a form and what was wrong with it, so that a form that fails shows both again. A controller
 * takes it as an argument; the form components read it.
 *
 * <pre>{@code
 * String register(Actor actor, Input input, Model model, RedirectAttributes redirect) {
 *     try {
 *         patients.register(RegistrationForm.of(input), actor);
 *     } catch (Invalid invalid) {
 *         model.addAttribute("input", input.with(invalid.issues()));
 *         return "foundation/patients/register";
 *     }
 *     Toast.done(redirect, "Patient registered.");
 *     return "redirect:/patients";
 * }
 * }</pre>
 */
public final class Input {

    /** Not {@code //host}, nor {@code /\host}, which browsers read alike. */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])\\S*");

    private final Map<String, List<String>> values;
    private final List<Issue> issues;

    private Input(Map<String, List<String>> values, List<Issue> issues) {
        this.values = values;
        this.issues = List.copyOf(issues);
    }

    public static Input empty() {
        return new Input(Map.of(), List.of());
    }

    /** A form that starts with these values, for example those of the record to be edited. */
    public static Input of(Map<String, String> values) {
        var lists = new LinkedHashMap<String, List<String>>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Input(lists, List.of());
    }

    static Input parse(Map<String, String[]> parameters) {
        var lists = new LinkedHashMap<String, List<String>>();
        parameters.forEach((name, values) -> lists.put(name, List.of(values)));
        return new Input(lists, List.of());
    }

    public Input with(List<Issue> found) {
        return new Input(values, found);
    }

    /** What was typed, stripped; empty when the field is absent. */
    public String value(String name) {
        var typed = values.get(name);
        return typed == null || typed.isEmpty() ? "" : typed.getFirst().strip();
    }

    public List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The page of ours that the form was opened from, as its field {@code back} says. */
    public String back(String otherwise) {
        return local(value("back"), otherwise);
    }

    /** The address if it is a path of ours, never another host's. */
    public static String local(String address, String otherwise) {
        return LOCAL.matcher(address).matches() ? address : otherwise;
    }

    /**
     * What a {@code datetime-local} field says, on that zone's clock; null when it is empty or no such moment of the years
     * 1 to 9999.
     */
    public @Nullable Instant moment(String name, ZoneId zone) {
        try {
            var moment = LocalDateTime.parse(value(name));
            return moment.getYear() < 1 || moment.getYear() > 9999
                    ? null
                    : moment.atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /**
     * What was chosen in this field, by its id; null when nothing was.
     *
     * @throws Invalid naming the field if that is no id, which no page offers
     */
    public <T> @Nullable T id(String name, Function<String, T> of) {
        try {
            return value(name).isEmpty() ? null : of.apply(value(name));
        } catch (NotFound noId) {
            throw new Invalid(List.of(
                    Issue.value(name, "“" + name + "” is no choice of this page. Load it again, then choose anew.")));
        }
    }

    /**
     * What was chosen in this field, by its id.
     *
     * @throws Invalid naming the field if nothing was, or what is no id
     */
    public <T> T requiredId(String name, Function<String, T> of, String cure) {
        var chosen = id(name, of);
        if (chosen == null) {
            throw new Invalid(List.of(Issue.required(name, cure)));
        }
        return chosen;
    }

    public boolean has(String name, String value) {
        return values(name).contains(value);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public List<Issue> issues() {
        return issues;
    }

    /** The first thing wrong with this field, or null. */
    public @Nullable String error(String name) {
        return issues.stream()
                .filter(issue -> issue.path().equals(name))
                .map(Issue::message)
                .findFirst()
                .orElse(null);
    }
}
