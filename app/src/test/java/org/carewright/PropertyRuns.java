package org.carewright;

import java.util.List;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.jspecify.annotations.Nullable;

/**
 * Which examples the properties try. Always the same ones, so that nothing fails by chance and what is red can be repeated;
 * with {@code -Dtries=20} twenty times as many and others in each run; with {@code -Dseed=…} those of an earlier run.
 */
public final class PropertyRuns implements AroundPropertyHook {

    private static final String THE_SAME = "20261116";
    private static final int JQWIKS_OWN_TRIES = 1000;

    private static final @Nullable Integer TIMES = Integer.getInteger("tries");
    private static final @Nullable String SEED = System.getProperty("seed");

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        var attributes = context.attributes();
        if (SEED != null) {
            attributes.setSeed(SEED);
        } else if (TIMES == null) {
            attributes.setSeed(THE_SAME);
        }
        if (TIMES != null) {
            attributes.setTries(TIMES * attributes.tries().orElse(JQWIKS_OWN_TRIES));
        }

        var result = property.execute();

        return result.throwable()
                .map(cause -> result.mapToFailed(new AssertionError(howToRepeat(context, result), cause)))
                .orElse(result);
    }

    /** Part of the failure itself, because jqwik's own report stands far above the end of a long log. */
    private static String howToRepeat(PropertyLifecycleContext context, PropertyExecutionResult result) {
        return "mvn -pl app test -Dtest=%s -Dseed=%s%s shows it again, with %s%n%s"
                .formatted(
                        context.containerClass().getSimpleName(),
                        result.seed().orElse("?"),
                        TIMES == null ? "" : " -Dtries=" + TIMES,
                        result.falsifiedParameters().orElse(List.of()),
                        result.throwable().map(Throwable::getMessage).orElse(""));
    }
}
