package org.carewright.platform.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;

/**
 * What a token opens, as SMART App Launch 2 writes it: {@code system/Observation.rs} is to read and search observations,
 * {@code system/*.cruds} everything. The words of version 1 are understood: {@code read}, {@code write}, {@code *}.
 *
 * @param texts sorted
 */
public record Scopes(List<String> texts) {

    /** Hands nothing out. */
    public static final Scopes NONE = new Scopes(List.of());

    private static final Pattern SCOPE = Pattern.compile("system/(\\*|[A-Z][A-Za-z]+)\\.(c?r?u?d?s?)");

    /** What can be done to a resource, by the letter that SMART gives it. */
    public enum Interaction {
        CREATE("c"),
        READ("r"),
        UPDATE("u"),
        SEARCH("s");

        private final String letter;

        Interaction(String letter) {
            this.letter = letter;
        }
    }

    public Scopes {
        texts = List.copyOf(texts);
    }

    /** @throws Invalid with every text that is no scope */
    static Scopes parse(List<String> texts) {
        var issues = new ArrayList<Issue>();
        var scopes = new TreeSet<String>();
        for (var text : texts) {
            var scope = text.strip()
                    .replaceFirst("\\.read$", ".rs")
                    .replaceFirst("\\.write$", ".cud")
                    .replaceFirst("\\.\\*$", ".cruds");
            if (SCOPE.matcher(scope).matches() && !scope.endsWith(".")) {
                scopes.add(scope);
            } else {
                issues.add(Issue.value(
                        "scope",
                        text + " is no scope: write system/Patient.rs, with the letters of create, read, update,"
                                + " delete, search in this order, or system/*.rs for all types."));
            }
        }
        if (texts.isEmpty()) {
            issues.add(Issue.required("scope", "Say what the token opens, such as system/*.rs."));
        }
        Invalid.throwIfAny(issues);
        return new Scopes(List.copyOf(scopes));
    }

    /** Whether an interaction with a type is open. */
    public boolean allows(String type, Interaction interaction) {
        return texts.stream().anyMatch(scope -> {
            var dot = scope.lastIndexOf('.');
            var of = scope.substring("system/".length(), dot);
            return (of.equals("*") || of.equals(type)) && scope.indexOf(interaction.letter, dot) > 0;
        });
    }
}
