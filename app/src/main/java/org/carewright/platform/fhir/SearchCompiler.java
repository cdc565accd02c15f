package org.carewright.platform.fhir;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.carewright.platform.fhir.SearchRequest.Filter;
import org.carewright.platform.fhir.SearchRequest.Sort;
import org.carewright.platform.fhir.SearchValue.Target;
import org.carewright.platform.fhir.SearchValue.Text;
import org.carewright.platform.fhir.SearchValue.Uri;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;

/** Turns a search into one SQL query. What it does not understand becomes issues, all of them; nothing is ignored. */
final class SearchCompiler {

    private final FhirTypes types;
    private final Predicate<String> isOpen;
    private final Supplier<ZoneId> zone;
    private final SearchSql sql = new SearchSql();
    private final List<Issue> issues = new ArrayList<>();

    /**
     * @param isOpen whether the caller may search a type
     * @param zone whose days are meant where a date says no offset
     */
    SearchCompiler(FhirTypes types, Predicate<String> isOpen, Supplier<ZoneId> zone) {
        this.types = types;
        this.isOpen = isOpen;
        this.zone = zone;
    }

    List<Issue> issues() {
        return issues;
    }

    SearchSql values() {
        return sql;
    }

    /** Rows of place and id, in order, one page of them and one row more. */
    String page(SearchRequest request) {
        var places = types.of(request.type());
        request.sort().forEach(sort -> requireSort(places, sort));
        var keys = sortKeys(request.sort());
        var select = places.stream()
                .map(place -> select(places.indexOf(place), place, request, keys))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" union all "));
        return "select place, id from ("
                + (select.isEmpty() ? "select 0 as place, cast(null as uuid) as id limit 0" : select)
                + ") as found order by " + order(request.sort()) + " limit " + sql.bind(request.count() + 1)
                + " offset "
                + sql.bind(request.offset());
    }

    String count(SearchRequest request) {
        return types.of(request.type()).stream()
                .map(place -> conditions(place, request.filters()))
                .map(conditions -> conditions.map(SearchCompiler::count).orElse("0"))
                .collect(Collectors.joining(" + ", "select ", " as total"));
    }

    /** Rows of place and id of those that refer to some resources. */
    String referring(String type, String parameter, String target, Collection<UUID> ids, int limit) {
        var places = types.of(type);
        var query = places.stream()
                .flatMap(place -> place.index().find(parameter).stream()
                        .map(found -> "select " + places.indexOf(place) + " as place, "
                                + place.index().id()
                                + " as id from " + place.index().from() + " where "
                                + place.index().scope() + " and "
                                + found.condition()
                                        .apply(
                                                new Target(
                                                        target,
                                                        "select unnest(" + sql.ids(ids.toArray(UUID[]::new)) + ")",
                                                        false,
                                                        null),
                                                sql)))
                .collect(Collectors.joining(" union all "));
        return query + " limit " + sql.bind(limit);
    }

    /** Rows of place and id of those among some ids that the caller may see. */
    String visible(String type, Collection<UUID> ids) {
        var places = types.of(type);
        return places.stream()
                .map(place -> "select " + places.indexOf(place) + " as place, "
                        + place.index().id() + " as id from "
                        + place.index().from() + " where " + place.index().scope() + " and "
                        + place.index().id()
                        + " = any(" + sql.ids(ids.toArray(UUID[]::new)) + ")")
                .collect(Collectors.joining(" union all "));
    }

    /** Rows of type, place and id of all that belongs to a patient, in order of type and id; one more than the page has. */
    String everything(List<FhirType> places, PatientId patient, EverythingRequest request) {
        var whose = sql.bind(patient.value());
        var from = request.since() == null ? null : sql.bind(request.since());
        var after = request.after();
        var query = places.stream()
                .map(place -> "select '" + place.name() + "' as type, "
                        + types.of(place.name()).indexOf(place) + " as place, "
                        + place.index().id() + " as id from "
                        + place.index().from() + " where "
                        + place.index().scope() + " and "
                        + place.index().patient() + " = " + whose
                        + (from == null || place.index().updated() == null
                                ? ""
                                : " and " + place.index().updated() + " >= " + from))
                .collect(Collectors.joining(" union all "));
        return "select type, place, id from (" + query + ") as found"
                + (after == null
                        ? ""
                        : " where (type, id) > (" + sql.bind(after.type()) + ", " + sql.bind(after.id()) + ")")
                + " order by type, id limit " + sql.bind(request.count() + 1);
    }

    private static String count(Selection selection) {
        return "(select count(*) from " + selection.index().from() + " where " + selection.where() + ")";
    }

    private record Selection(SearchIndex index, String where) {}

    /** Empty when the place does not know one of the parameters, so that nothing in it can match. */
    private Optional<Selection> conditions(FhirType place, List<Filter> filters) {
        var index = place.index();
        var conditions = new ArrayList<@Nullable String>();
        conditions.add(index.scope());
        var isKnown = true;
        for (var filter : filters) {
            var condition = condition(place, filter.name(), filter.values());
            isKnown &= condition != null;
            conditions.add(condition);
        }
        return isKnown ? Optional.of(new Selection(index, String.join(" and ", conditions))) : Optional.empty();
    }

    private @Nullable String select(int number, FhirType place, SearchRequest request, List<String> keys) {
        var selection = conditions(place, request.filters());
        if (selection.isEmpty()) {
            return null;
        }
        var index = place.index();
        var select = new StringBuilder("select " + number + " as place, " + index.id() + " as id");
        for (int i = 0; i < keys.size(); i++) {
            var key = index.find(request.sort().get(i).name())
                    .map(SearchParameter::sort)
                    .orElse(null);
            select.append(", ")
                    .append(key == null ? "null" : key)
                    .append(" as ")
                    .append(keys.get(i));
        }
        select.append(" from ")
                .append(index.from())
                .append(" where ")
                .append(selection.get().where());
        if (request.after() != null) {
            select.append(" and ").append(index.id()).append(" > ").append(sql.bind(request.after()));
        }
        return select.toString();
    }

    private static List<String> sortKeys(List<Sort> sorts) {
        var keys = new ArrayList<String>();
        for (int i = 0; i < sorts.size(); i++) {
            keys.add("s" + i);
        }
        return keys;
    }

    private static String order(List<Sort> sorts) {
        var order = new StringBuilder();
        for (int i = 0; i < sorts.size(); i++) {
            order.append("s").append(i).append(sorts.get(i).descending() ? " desc nulls last, " : " nulls last, ");
        }
        return order.append("id").toString();
    }

    private void requireSort(List<FhirType> places, Sort sort) {
        if (places.stream()
                .noneMatch(place -> place.index()
                        .find(sort.name())
                        .map(SearchParameter::sort)
                        .isPresent())) {
            refuse("_sort", "not-supported", "Cannot sort by " + sort.name() + "; leave it out.");
        }
    }

    /** Null when this place does not know the parameter, though another may. */
    private @Nullable String condition(FhirType place, String name, List<String> values) {
        var dot = name.indexOf('.');
        var head = dot < 0 ? name : name.substring(0, dot);
        var colon = head.indexOf(':');
        var stem = colon < 0 ? head : head.substring(0, colon);
        var modifier = colon < 0 ? "" : head.substring(colon + 1);
        var parameter = place.index().find(stem).orElse(null);
        if (parameter == null) {
            if (types.of(place.name()).stream()
                    .noneMatch(other -> other.index().find(stem).isPresent())) {
                refuse(
                        name,
                        "not-supported",
                        place.name() + " has no search parameter " + stem + "; it has " + known(place) + ".");
            }
            return null;
        }
        if (dot >= 0) {
            return chain(parameter, modifier, name, name.substring(dot + 1), values);
        }
        if (modifier.equals("missing")) {
            if (values.size() != 1 || !List.of("true", "false").contains(values.getFirst())) {
                refuse(name, "value", "Write true or false.");
            }
            return values.equals(List.of("true")) ? "not " + parameter.present() : parameter.present();
        }
        var alternatives = new ArrayList<String>();
        for (var text : values) {
            var value = value(parameter, modifier, name, text);
            if (value != null) {
                alternatives.add(parameter.condition().apply(value, sql));
            }
        }
        if (alternatives.isEmpty()) {
            return "false";
        }
        var any = "(" + String.join(" or ", alternatives) + ")";
        return modifier.equals("not") ? "not coalesce(" + any + ", false)" : any;
    }

    private @Nullable SearchValue value(SearchParameter parameter, String modifier, String name, String text) {
        var value = switch (parameter.kind()) {
            case TOKEN -> modifier.isEmpty() || modifier.equals("not") ? SearchText.token(text) : null;
            case STRING -> string(modifier, text);
            case DATE -> modifier.isEmpty() ? SearchText.period(text, zone) : null;
            case NUMBER, QUANTITY -> modifier.isEmpty() ? SearchText.quantity(text) : null;
            case URI -> modifier.isEmpty() ? new Uri(SearchText.plain(text)) : null;
            case REFERENCE -> target(modifier, SearchText.plain(text));
        };
        if (value == null) {
            refuse(name, "value", refusal(parameter, modifier));
        }
        return value;
    }

    private static String refusal(SearchParameter parameter, String modifier) {
        if (!modifier.isEmpty() && parameter.kind() != SearchParameter.Kind.REFERENCE) {
            return "The modifier :" + modifier + " is not served here; leave it out.";
        }
        return switch (parameter.kind()) {
            case DATE ->
                "Write a date as 2026, 2026-11, 2026-11-22 or 2026-11-22T09:40:00Z, with ge, gt, le or lt before it.";
            case NUMBER, QUANTITY -> "Write a number, as 5.4 or gt5.4 or 5.4|http://unitsofmeasure.org|mg.";
            case REFERENCE -> "Write a reference as Type/id.";
            case TOKEN, STRING, URI -> "This text cannot be compared with.";
        };
    }

    private static @Nullable SearchValue string(String modifier, String text) {
        return switch (modifier) {
            case "" -> new Text(SearchText.plain(text), Text.Match.START);
            case "contains" -> new Text(SearchText.plain(text), Text.Match.CONTAINS);
            case "exact" -> new Text(SearchText.plain(text), Text.Match.EXACT);
            default -> null;
        };
    }

    /** {@code id}, {@code Type/id}, the address of a resource of ours, or any other address. */
    private @Nullable SearchValue target(String modifier, String text) {
        if (!modifier.isEmpty() && !ResourceCheck.isResourceType(modifier)) {
            return null;
        }
        var steps = text.split("/", -1);
        var id = steps[steps.length - 1];
        var type = steps.length > 1 ? steps[steps.length - 2] : modifier.isEmpty() ? null : modifier;
        var url = text.contains("://") || text.startsWith("urn:") ? text : null;
        if (type != null && !ResourceCheck.isResourceType(type)) {
            return url == null ? null : new Target(null, sql.id(""), true, url);
        }
        return new Target(type, sql.id(id), true, url);
    }

    /** {@code patient.birthdate}: those whose reference points at one that the rest finds. */
    private String chain(SearchParameter parameter, String modifier, String name, String rest, List<String> values) {
        if (parameter.kind() != SearchParameter.Kind.REFERENCE) {
            refuse(name, "value", parameter.name() + " refers to nothing; only a reference has a chain.");
            return "false";
        }
        var candidates = modifier.isEmpty() ? parameter.targets() : Set.of(modifier);
        var stem = rest.split("[.:]", 2)[0];
        var alternatives = new ArrayList<String>();
        for (var target : new TreeSet<>(candidates)) {
            if (types.isServed(target)
                    && isOpen.test(target)
                    && types.of(target).stream()
                            .anyMatch(place -> place.index().find(stem).isPresent())) {
                var found = types.of(target).stream()
                        .map(place -> conditions(place, List.of(new Filter(rest, values))))
                        .flatMap(Optional::stream)
                        .map(selection -> "select " + selection.index().id() + " from "
                                + selection.index().from() + " where " + selection.where())
                        .collect(Collectors.joining(" union all "));
                if (!found.isEmpty()) {
                    alternatives.add(parameter.condition().apply(new Target(target, found, false, null), sql));
                }
            }
        }
        if (alternatives.isEmpty()) {
            refuse(
                    name,
                    "not-supported",
                    "None of the types that " + parameter.name() + " refers to can be searched by " + stem
                            + " with this token.");
            return "false";
        }
        return "(" + String.join(" or ", alternatives) + ")";
    }

    private String known(FhirType place) {
        var names = new TreeSet<String>();
        types.of(place.name()).forEach(other -> other.index().parameters().forEach(each -> names.add(each.name())));
        return String.join(", ", names);
    }

    private void refuse(String name, String code, String message) {
        var issue = new Issue(name, code, message);
        if (!issues.contains(issue)) {
            issues.add(issue);
        }
    }
}
