package org.carewright.bench;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** Fills in a form as somebody does who knows the work: what is empty is typed, what can be chosen is chosen. */
final class Typist {

    private final Random random;
    private final List<UUID> patients;
    private final List<String> mrns;

    /**
     * Knows whom fields may ask for.
     *
     * @param patients for those that find a patient by name
     * @param mrns for those that want the number of a record
     */
    Typist(long seed, List<UUID> patients, List<String> mrns) {
        this.random = new Random(seed);
        this.patients = patients;
        this.mrns = mrns;
    }

    /** What a browser sends if nobody touches the form. */
    static List<Map.Entry<String, String>> untouched(FormElement form) {
        return form.formData().stream()
                .filter(field -> !field.key().equals("_csrf"))
                .map(field -> Map.entry(field.key(), field.value()))
                .toList();
    }

    List<Map.Entry<String, String>> fill(FormElement form) {
        var fields = new ArrayList<Map.Entry<String, String>>();
        var radios = new HashSet<String>();
        var buttons = new ArrayList<Element>();
        for (var control : form.elements()) {
            var name = control.attr("name");
            var type = control.attr("type");
            if (name.isEmpty() || name.equals("_csrf") || control.closest("[disabled]") != null) {
                continue;
            }
            if (control.tagName().equals("button")) {
                buttons.add(control);
            } else if (control.tagName().equals("select")) {
                fields.add(Map.entry(name, chosen(control)));
            } else if (type.equals("checkbox")) {
                if (random.nextBoolean()) fields.add(Map.entry(name, control.val()));
            } else if (type.equals("radio")) {
                if (radios.add(name)) {
                    var choices = form.select("input[type=radio]").stream()
                            .filter(radio -> radio.attr("name").equals(name))
                            .toList();
                    fields.add(Map.entry(name, one(choices).val()));
                }
            } else if (type.equals("hidden")) {
                fields.add(Map.entry(name, isFound(control) ? one(patients).toString() : control.val()));
            } else {
                fields.add(Map.entry(name, typed(control, fields)));
            }
        }
        if (!buttons.isEmpty()) {
            var pressed = one(buttons);
            fields.add(Map.entry(pressed.attr("name"), pressed.val()));
        }
        return fields;
    }

    private String chosen(Element select) {
        var chosen = select.select("option[selected]");
        var choices = select.select("option:not([value=''])");
        var stays = select.attr("name").equals("preferred")
                || (!chosen.isEmpty() && !chosen.val().isEmpty() && random.nextInt(4) > 0);
        return stays || choices.isEmpty() ? chosen.val() : one(choices).val();
    }

    /** The hidden half of a field that finds a patient by name. */
    private static boolean isFound(Element hidden) {
        var before = hidden.previousElementSibling();
        return hidden.val().isEmpty() && before != null && before.hasAttr("data-combobox");
    }

    private String typed(Element field, List<Map.Entry<String, String>> before) {
        if (!field.val().isEmpty() && random.nextInt(4) > 0) {
            return field.val();
        }
        var name = field.attr("name").replaceAll(".*[.]|\\[\\d+]", "");
        return switch (field.attr("type")) {
            case "date" -> name.equals("deceasedAt") ? "" : date(name);
            case "datetime-local" -> moment(name);
            case "time" ->
                name.matches("until|ends|quietUntil|.*[uU]ntil.*") ? "16:30" : "0" + (7 + random.nextInt(2)) + ":00";
            case "number" -> field.attr("min").isEmpty() ? Integer.toString(1 + random.nextInt(30)) : field.attr("min");
            case "email" -> word() + "@clinic.example";
            case "tel" -> "614-555-0" + (100 + random.nextInt(100));
            case "password" -> "correct horse battery " + random.nextInt(100);
            default ->
                name.equals("telecoms") && before.contains(Map.entry(field.attr("name") + ".system", "email"))
                        ? word() + "@home.example"
                        : words(name);
        };
    }

    private String date(String name) {
        var today = LocalDate.now(java.time.ZoneOffset.UTC);
        return switch (name) {
            case "birthDate", "born" -> today.minusDays(random.nextInt(30_000)).toString();
            case "deceasedAt" -> today.minusDays(random.nextInt(30)).toString();
            case "until", "last", "validUntil" -> today.plusDays(60).toString();
            default -> today.plusDays(1L + random.nextInt(50)).toString();
        };
    }

    private String moment(String name) {
        var now = LocalDateTime.now(java.time.ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        return (name.equals("at") ? now.minusDays(1) : now.plusDays(1L + random.nextInt(20))).toString();
    }

    private String words(String name) {
        return switch (name) {
            case "npi" -> npi();
            case "birthDate" -> date(name);
            case "telecoms" -> "614-555-0" + (100 + random.nextInt(100));
            case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" -> "08:00–17:00";
            case "hours" -> "08:00–12:00, 13:00–17:00";
            case "mrn" -> one(mrns);
            case "limits" -> "";
            case "practitioners" -> "1";
            case "state" -> "OH";
            case "postalCode" -> "43215";
            case "language" -> "en";
            case "minutes", "amount", "length", "bufferBefore", "bufferAfter" ->
                Integer.toString(10 + random.nextInt(30));
            case "login", "id" -> "fuzz-" + word();
            case "family", "given", "names" -> word().substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word();
            default -> "As " + word() + " said";
        };
    }

    private String word() {
        var word = new StringBuilder();
        for (int length = 6; length > 0; length--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    /** Ten digits, the last of which makes Luhn's sum right with the prefix 80840 (45 CFR 162.406). */
    private String npi() {
        var nine = "1" + (10_000_000 + random.nextInt(90_000_000));
        int sum = 24;
        for (int i = 0; i < nine.length(); i++) {
            int digit = nine.charAt(i) - '0';
            int weighed = i % 2 == 0 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return nine + (10 - sum % 10) % 10;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
