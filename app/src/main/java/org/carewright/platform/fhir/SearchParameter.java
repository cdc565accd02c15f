package org.carewright.platform.fhir;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import org.carewright.platform.fhir.SearchValue.Period;
import org.carewright.platform.fhir.SearchValue.Quantity;
import org.carewright.platform.fhir.SearchValue.Target;
import org.carewright.platform.fhir.SearchValue.Text;
import org.carewright.platform.fhir.SearchValue.Token;
import org.carewright.platform.fhir.SearchValue.Uri;
import org.jspecify.annotations.Nullable;

/**
 * A search parameter of a type, and the SQL that answers it about one row {@code t} of the type's {@link SearchIndex}.
 *
 * @param name as R4 calls it
 * @param targets of a reference: the types it may point at; empty for any
 * @param condition true where the row matches
 * @param present true where the row has a value at all
 * @param sort what to order by, or null when that has no sense
 */
public record SearchParameter(
        String name,
        Kind kind,
        Set<String> targets,
        Condition<SearchValue> condition,
        String present,
        @Nullable String sort) {

    /** How the text of the parameter is read. */
    public enum Kind {
        NUMBER,
        DATE,
        STRING,
        TOKEN,
        REFERENCE,
        QUANTITY,
        URI;

        /** FHIR's code. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Makes SQL of a value; each value goes through the binder. */
    @FunctionalInterface
    public interface Condition<V extends SearchValue> extends BiFunction<V, SearchSql, String> {}

    public SearchParameter {
        targets = Set.copyOf(targets);
    }

    public static SearchParameter token(String name, String present, Condition<Token> condition) {
        return new SearchParameter(
                name, Kind.TOKEN, Set.of(), (value, sql) -> condition.apply((Token) value, sql), present, null);
    }

    /** A code that R4 itself defines, in a text column. */
    public static SearchParameter code(String name, String column) {
        return new SearchParameter(
                name,
                Kind.TOKEN,
                Set.of(),
                (value, sql) -> {
                    var code = ((Token) value).code();
                    return code == null ? column + " is not null" : column + " = " + sql.bind(code);
                },
                column + " is not null",
                column);
    }

    /** The type's own logical id. */
    static SearchParameter id(String name, String column) {
        return new SearchParameter(
                name,
                Kind.TOKEN,
                Set.of(),
                (value, sql) -> {
                    var code = ((Token) value).code();
                    return code == null ? "true" : column + " = " + sql.id(code);
                },
                "true",
                column);
    }

    public static SearchParameter flag(String name, String column) {
        return new SearchParameter(
                name,
                Kind.TOKEN,
                Set.of(),
                (value, sql) -> {
                    var code = ((Token) value).code();
                    return code == null ? column + " is not null" : "cast(" + column + " as text) = " + sql.bind(code);
                },
                column + " is not null",
                column);
    }

    public static SearchParameter string(
            String name, String present, @Nullable String sort, Condition<Text> condition) {
        return new SearchParameter(
                name, Kind.STRING, Set.of(), (value, sql) -> condition.apply((Text) value, sql), present, sort);
    }

    static SearchParameter uri(String name, String present, Condition<Uri> condition) {
        return new SearchParameter(
                name, Kind.URI, Set.of(), (value, sql) -> condition.apply((Uri) value, sql), present, null);
    }

    static SearchParameter quantity(
            String name, Kind kind, String present, @Nullable String sort, Condition<Quantity> condition) {
        return new SearchParameter(
                name, kind, Set.of(), (value, sql) -> condition.apply((Quantity) value, sql), present, sort);
    }

    public static SearchParameter reference(
            String name, Collection<String> targets, String present, Condition<Target> condition) {
        return new SearchParameter(
                name,
                Kind.REFERENCE,
                Set.copyOf(targets),
                (value, sql) -> condition.apply((Target) value, sql),
                present,
                null);
    }

    /** A uuid column that points at resources of one type. */
    public static SearchParameter reference(String name, String target, String column) {
        return reference(name, Set.of(target), column + " is not null", (value, sql) -> column + " in " + value.ids());
    }

    /** A moment in a timestamptz column. */
    public static SearchParameter moment(String name, String column) {
        return date(name, column + " is not null", column, (value, sql) -> compared(column, value, sql));
    }

    /** A moment in a timestamptz column, or a day, kept as its beginning in UTC. */
    public static SearchParameter momentOrDay(String name, String column) {
        return date(name, column + " is not null", column, (value, sql) -> {
            var clock = "(" + column + " at time zone 'UTC')";
            var moment = "case when cast(" + clock + " as time) = '00:00' then " + clock + " at time zone "
                    + sql.bind(value.zoneName()) + " else " + column + " end";
            return compared("(" + moment + ")", value, sql);
        });
    }

    private static String compared(String moment, Period value, SearchSql sql) {
        var start = sql.bind(value.start());
        var end = sql.bind(value.end());
        return switch (value.prefix()) {
            case EQ, AP -> moment + " >= " + start + " and " + moment + " < " + end;
            case NE -> "not (" + moment + " >= " + start + " and " + moment + " < " + end + ")";
            case GT, SA -> moment + " >= " + end;
            case LT, EB -> moment + " < " + start;
            case GE -> moment + " >= " + start;
            case LE -> moment + " < " + end;
        };
    }

    /** Days in the two columns of a half-open interval of dates. */
    public static SearchParameter days(String name, String first, String next) {
        return date(name, first + " is not null", first, (value, sql) -> {
            var from = sql.bind(value.firstDay());
            var until = sql.bind(value.nextDay());
            var within = first + " >= " + from + " and " + first + " < " + until + " and " + next + " <= " + until;
            return switch (value.prefix()) {
                case EQ -> within;
                case NE -> "not (" + within + ")";
                case GT -> next + " > " + until;
                case LT -> first + " < " + from;
                case GE -> "(" + next + " > " + until + " or " + within + ")";
                case LE -> "(" + first + " < " + from + " or " + within + ")";
                case SA -> first + " >= " + until;
                case EB -> next + " <= " + from;
                case AP -> first + " < " + until + " and " + next + " > " + from;
            };
        });
    }

    static SearchParameter date(String name, String present, @Nullable String sort, Condition<Period> condition) {
        return new SearchParameter(
                name, Kind.DATE, Set.of(), (value, sql) -> condition.apply((Period) value, sql), present, sort);
    }
}
