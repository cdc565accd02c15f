package org.carewright.foundation.patients;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A three-way comparison of demographics, component by component: a change that one side made is carried over to what
 * stands now.
 *
 * @param result the components together
 * @param contested names of the components that both sides changed, each in its own way
 */
record Rebase(Demographics result, List<String> contested) {

    /** Who is right about a component that both changed. */
    enum Winner {
        STANDING,
        INCOMING
    }

    /** What changes together, with its name in words. */
    static final Map<String, List<String>> COMPONENTS = components();

    Rebase {
        contested = List.copyOf(contested);
    }

    /**
     * @param base what both sides started from
     * @param incoming what the other side made of it
     * @param standing what is there now
     */
    static Rebase of(Demographics base, Demographics incoming, Demographics standing, Winner winner) {
        var before = PatientJson.components(base);
        var theirs = PatientJson.components(incoming);
        var mine = PatientJson.components(standing);
        var contested = new ArrayList<String>();
        COMPONENTS.forEach((words, keys) -> {
            var changedByThem = differ(keys, before, theirs);
            var changedHere = differ(keys, before, mine);
            var contradictory = changedByThem && changedHere && differ(keys, theirs, mine);
            if (contradictory) {
                contested.add(words);
            }
            if (changedByThem && (!changedHere || winner == Winner.INCOMING)) {
                keys.forEach(key -> mine.put(key, theirs.get(key)));
            }
        });
        return new Rebase(PatientJson.demographics(mine), contested);
    }

    /** The components in which two versions differ, in words. */
    static List<String> changes(Demographics one, Demographics other) {
        var before = PatientJson.components(one);
        var after = PatientJson.components(other);
        return COMPONENTS.entrySet().stream()
                .filter(component -> differ(component.getValue(), before, after))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean differ(
            List<String> keys, Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
        return keys.stream().anyMatch(key -> !Objects.equals(one.get(key), other.get(key)));
    }

    private static Map<String, List<String>> components() {
        var components = new LinkedHashMap<String, List<String>>();
        components.put("names", List.of("names"));
        components.put("birth date", List.of("birth_date"));
        components.put("gender", List.of("gender"));
        components.put("sex at birth", List.of("birth_sex"));
        components.put("multiple birth", List.of("multiple_birth"));
        components.put("death", List.of("deceased", "deceased_at"));
        components.put("phones and e-mail", List.of("telecoms"));
        components.put("addresses", List.of("addresses"));
        components.put("language", List.of("language", "interpreter_needed"));
        components.put("contact preferences", List.of("preferences"));
        components.put("confidentiality", List.of("confidential_reason"));
        return Collections.unmodifiableMap(components);
    }
}
