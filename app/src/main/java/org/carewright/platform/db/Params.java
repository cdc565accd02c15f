package org.carewright.platform.db;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.types.Id;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/**
 * Named parameters for a statement, with our values turned into what the driver takes: ids become {@code uuid},
 * moments {@code timestamptz}, enums their FHIR-style code (lower case, hyphens).
 *
 * <pre>{@code jdbc.sql("… where id = :id and starts_at < :now").params(Params.of("id", id).and("now", now).map())}</pre>
 */
public final class Params {

    private final Map<String, @Nullable Object> values = new HashMap<>();

    private Params() {}

    public static Params none() {
        return new Params();
    }

    public static Params of(String name, @Nullable Object value) {
        return new Params().and(name, value);
    }

    public Params and(String name, @Nullable Object value) {
        values.put(name, column(value));
        return this;
    }

    /**
     * The ids of what is asked for, bound as {@code ids} for {@link #isAmong}. PostgreSQL keeps its plan for one id; for
     * an array it would make another one each time, which takes longer than finding the row.
     */
    public static Params among(Collection<UUID> ids) {
        return of("ids", ids.size() == 1 ? ids.iterator().next() : ids.toArray(UUID[]::new));
    }

    /** What stands after the column, before {@link #among} is bound. */
    public static String isAmong(Collection<?> ids) {
        return ids.size() == 1 ? " = :ids " : " = any(:ids) ";
    }

    /** Binds a {@code uuid[]}, to be used as {@code = any(:name)}; empty is allowed. */
    public Params ids(String name, Collection<? extends Id> ids) {
        values.put(name, ids.stream().map(Id::value).toArray(UUID[]::new));
        return this;
    }

    /** Binds a {@code text[]}, to be used as {@code = any(:name)}; empty is allowed. */
    public Params texts(String name, Collection<String> texts) {
        values.put(name, texts.toArray(String[]::new));
        return this;
    }

    /** Binds the codes of enum constants as a {@code text[]}, to be used as {@code = any(:name)}; empty is allowed. */
    public Params codes(String name, Collection<? extends Enum<?>> constants) {
        return texts(name, constants.stream().map(Params::code).toList());
    }

    /** Binds JSON text to a JSONB column. */
    public Params json(String name, @Nullable String json) {
        values.put(name, new SqlParameterValue(Types.OTHER, json));
        return this;
    }

    public Map<String, @Nullable Object> map() {
        return values;
    }

    /** The code that stands for an enum constant in a column: {@code NO_SHOW} is {@code no-show}. */
    public static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The enum constant behind a code written by {@link #code}. */
    public static <E extends Enum<E>> E constant(Class<E> type, String code) {
        return Enum.valueOf(type, code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The enum constant behind a code from outside, which may be none of ours. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String code) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> code(constant).equals(code))
                .findFirst();
    }

    private static @Nullable Object column(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Id id -> id.value();
            case Instant moment -> OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
            case Enum<?> constant -> code(constant);
            default -> value;
        };
    }
}
