package org.carewright.foundation.patients;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which values survive a merge, component by component.
 *
 * @param sides by the component's name in {@link Rebase#COMPONENTS}; what is not named stays as the surviving record has it
 */
record MergeChoices(Map<String, Side> sides) {

    /** Whose value it is. */
    enum Side {
        INTO,
        FROM,
        /** Both, where several are possible: the surviving record's first. */
        BOTH
    }

    MergeChoices {
        sides = Map.copyOf(sides);
    }

    /** What a person would most likely choose: nothing is lost, and what is missing is filled. */
    static MergeChoices likely(Demographics into, Demographics from) {
        var mine = PatientJson.components(into);
        var theirs = PatientJson.components(from);
        var sides = new LinkedHashMap<String, Side>();
        Rebase.COMPONENTS.forEach((component, keys) -> {
            if (isMany(component)) {
                sides.put(component, Side.BOTH);
            } else if (keys.stream().allMatch(key -> isBlank(mine.get(key)))
                    && !keys.stream().allMatch(key -> isBlank(theirs.get(key)))) {
                sides.put(component, Side.FROM);
            }
        });
        return new MergeChoices(sides);
    }

    Side side(String component) {
        return sides.getOrDefault(component, Side.INTO);
    }

    /** The name of a component's field in a form. */
    static String field(String component) {
        return "keep-" + component.replace(' ', '-');
    }

    static boolean isMany(String component) {
        return component.equals("names") || component.equals("phones and e-mail") || component.equals("addresses");
    }

    /** Whether somebody chooses: what one of two records keeps confidential stays so, whoever merges them. */
    static boolean isChosen(String component) {
        return !component.equals("confidentiality");
    }

    Demographics result(Demographics into, Demographics from) {
        var reason = into.confidentialReason() == null ? from.confidentialReason() : into.confidentialReason();
        return chosen(into, from).withConfidentialReason(reason);
    }

    private Demographics chosen(Demographics into, Demographics from) {
        var result = PatientJson.components(into);
        var theirs = PatientJson.components(from);
        Rebase.COMPONENTS.forEach((component, keys) -> {
            switch (side(component)) {
                case INTO -> {}
                case FROM -> keys.forEach(key -> result.put(key, theirs.get(key)));
                case BOTH -> keys.forEach(key -> result.put(key, both(result.get(key), theirs.get(key))));
            }
        });
        return PatientJson.demographics(result);
    }

    private static @Nullable Object both(@Nullable Object mine, @Nullable Object theirs) {
        if (!(mine instanceof List<?> first) || !(theirs instanceof List<?> second)) {
            return mine;
        }
        var all = new ArrayList<Object>(first);
        second.stream().filter(value -> !all.contains(value)).forEach(all::add);
        return all;
    }

    private static boolean isBlank(@Nullable Object value) {
        return value == null || Objects.equals(value, "unknown") || Boolean.FALSE.equals(value);
    }
}
