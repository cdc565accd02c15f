package org.carewright.platform.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.carewright.platform.fhir.SearchParameter.Kind;
import org.carewright.platform.fhir.SearchTable.Definition;
import org.carewright.platform.fhir.SearchTable.Element;
import org.carewright.platform.fhir.SearchValue.Period;
import org.carewright.platform.fhir.SearchValue.Quantity;
import org.carewright.platform.fhir.SearchValue.Target;
import org.carewright.platform.fhir.SearchValue.Text;
import org.carewright.platform.fhir.SearchValue.Token;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers the search parameters of R4 from a resource kept as JSON in the column {@code t.content}. The paths come from
 * {@link SearchTable}, never from a request; what is compared with is bound.
 */
public final class JsonSearch {

    private JsonSearch() {}

    /** The types that records of people and places are made of: not those that define what records are. */
    public static Set<String> types() {
        return SearchTable.R4.types();
    }

    /** All parameters that R4 has for a type, and those of its {@code meta}. */
    public static List<SearchParameter> parameters(String type) {
        var parameters = new ArrayList<SearchParameter>();
        SearchTable.R4.of(type).forEach(definition -> parameters.add(parameter(definition)));
        parameters.add(parameter(meta("_tag", Kind.TOKEN, "meta.tag", "Coding")));
        parameters.add(parameter(meta("_security", Kind.TOKEN, "meta.security", "Coding")));
        parameters.add(parameter(meta("_profile", Kind.URI, "meta.profile", "canonical")));
        parameters.add(parameter(meta("_source", Kind.URI, "meta.source", "uri")));
        return parameters;
    }

    private static Definition meta(String name, Kind kind, String path, String type) {
        return new Definition(name, kind, Set.of(), List.of(new Element(path, null, type)));
    }

    private static SearchParameter parameter(Definition definition) {
        var elements = definition.elements();
        var present = any(elements, element -> "jsonb_path_exists(t.content, '$." + element.path() + "')");
        return switch (definition.kind()) {
            case TOKEN ->
                new SearchParameter(
                        definition.name(),
                        Kind.TOKEN,
                        Set.of(),
                        (value, sql) -> any(elements, element -> token(element, (Token) value, sql)),
                        present,
                        "(" + first(elements) + " #>> '{}')");
            case STRING ->
                SearchParameter.string(
                        definition.name(),
                        present,
                        "fhir_fold(" + first(elements) + " #>> '{}')",
                        (value, sql) -> any(elements, element -> string(element, value, sql)));
            case DATE ->
                SearchParameter.date(
                        definition.name(),
                        present,
                        "lower(fhir_range(" + first(elements) + ", 'UTC'))",
                        (value, sql) -> any(elements, element -> date(element, value, sql)));
            case REFERENCE ->
                SearchParameter.reference(
                        definition.name(),
                        definition.targets(),
                        present,
                        (value, sql) -> any(elements, element -> reference(definition, element, value, sql)));
            case NUMBER, QUANTITY ->
                SearchParameter.quantity(
                        definition.name(),
                        definition.kind(),
                        present,
                        null,
                        (value, sql) -> any(elements, element -> quantity(element, value, sql)));
            case URI ->
                SearchParameter.uri(
                        definition.name(),
                        present,
                        (value, sql) -> any(
                                elements,
                                element ->
                                        exists(element, "@ == $uri", variables().put("uri", value.uri()), sql)));
        };
    }

    private static String token(Element element, Token value, SearchSql sql) {
        var names = switch (element.type()) {
            case "CodeableConcept", "Coding" -> List.of("system", "code");
            case "Identifier", "ContactPoint" -> List.of("system", "value");
            default -> List.<String>of();
        };
        if (names.isEmpty()) {
            return primitive(element, value, sql);
        }
        var variables = variables();
        var tests = new ArrayList<String>();
        if (element.system() != null) {
            tests.add("@.system == \"" + element.system() + "\"");
        } else if (value.system() != null && value.system().isEmpty()) {
            tests.add("!exists(@.system)");
        } else if (value.system() != null) {
            tests.add("@.system == $system");
            variables.put("system", value.system());
        }
        if (value.code() != null) {
            tests.add("@." + names.getLast() + " == $code");
            variables.put("code", value.code());
        }
        var path = element.type().equals("CodeableConcept") ? element.path() + ".coding" : element.path();
        return exists(new Element(path, null, ""), String.join(" && ", tests), variables, sql);
    }

    private static String primitive(Element element, Token value, SearchSql sql) {
        var variables = variables();
        if (element.type().equals("boolean")) {
            variables.put("code", "true".equals(value.code()));
        } else {
            variables.put("code", value.code());
        }
        return exists(element, "@ == $code", variables, sql);
    }

    private static String string(Element element, Text value, SearchSql sql) {
        var parts = switch (element.type()) {
            case "HumanName" -> List.of(".family", ".given", ".prefix", ".suffix", ".text");
            case "Address" -> List.of(".line", ".city", ".district", ".state", ".postalCode", ".country", ".text");
            default -> List.of("");
        };
        var compared = value.match() == Text.Match.EXACT
                ? "v #>> '{}' = " + sql.bind(value.text())
                : "fhir_fold(v #>> '{}') like fhir_fold(" + sql.bind(value.pattern()) + ")";
        return parts.stream()
                .map(part -> "exists (select from jsonb_path_query(t.content, '$." + element.path() + part
                        + "[*]') v where " + compared + ")")
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private static String date(Element element, Period value, SearchSql sql) {
        var range = "fhir_range(v, " + sql.bind(value.zoneName()) + ")";
        // A Period without start or end goes on for ever (R4, section 3.1.1.4.7).
        var first = "coalesce(lower(r), '-infinity')";
        var last = "coalesce(upper(r), 'infinity')";
        var start = sql.bind(value.start());
        var end = sql.bind(value.end());
        var within = first + " >= " + start + " and " + last + " <= " + end;
        var compared = switch (value.prefix()) {
            case EQ -> within;
            case NE -> "not (" + within + ")";
            case GT -> last + " > " + end;
            case LT -> first + " < " + start;
            case GE -> "(" + last + " > " + end + " or " + within + ")";
            case LE -> "(" + first + " < " + start + " or " + within + ")";
            case SA -> first + " >= " + end;
            case EB -> last + " <= " + start;
            case AP -> first + " < " + end + " and " + last + " > " + start;
        };
        var path = element.type().equals("Timing") ? element.path() + ".event" : element.path();
        return "exists (select from jsonb_path_query(t.content, '$." + path + "[*]') v, " + range
                + " r where coalesce(lower(r), upper(r)) is not null and " + compared + ")";
    }

    private static String reference(Definition definition, Element element, Target value, SearchSql sql) {
        var path = element.type().equals("Reference") ? element.path() + ".reference" : element.path();
        var type = value.type();
        var texts = type == null
                ? definition.targets().stream()
                        .sorted()
                        .map(target -> "v #>> '{}' in " + value.references(target))
                        .collect(Collectors.joining(" or "))
                : "v #>> '{}' in " + value.references(type);
        var here = texts.isEmpty()
                ? "split_part(v #>> '{}', '/', 2) in (select cast(i as text) from (select " + value.sql()
                        + ") as target (i))"
                : texts;
        return "exists (select from jsonb_path_query(t.content, '$." + path + "[*]') v where " + here
                + (value.url() == null ? "" : " or " + address(element, value.url(), sql)) + ")";
    }

    /** A canonical address without a version means all versions of it. */
    private static String address(Element element, String url, SearchSql sql) {
        var whole = "v #>> '{}' = " + sql.bind(url);
        return element.type().equals("canonical")
                ? whole + " or split_part(v #>> '{}', '|', 1) = " + sql.bind(url)
                : whole;
    }

    private static String quantity(Element element, Quantity value, SearchSql sql) {
        var isNumber = !List.of("Quantity", "Age", "Duration", "Count", "Distance", "Money", "SimpleQuantity")
                .contains(element.type());
        var it = isNumber ? "@" : "@.value";
        var variables = variables().put("from", value.from()).put("until", value.until());
        variables.put("value", value.value());
        var within = it + " >= $from && " + it + " < $until";
        var compared = switch (value.prefix()) {
            case EQ, AP -> within;
            case NE -> "!(" + within + ")";
            case GT, SA -> it + " > $value";
            case LT, EB -> it + " < $value";
            case GE -> it + " >= $value";
            case LE -> it + " <= $value";
        };
        if (value.system() != null) {
            compared += " && @.system == $system";
            variables.put("system", value.system());
        }
        if (value.code() != null) {
            compared += " && (@.code == $unit || @.unit == $unit)";
            variables.put("unit", value.code());
        }
        return exists(element, compared, variables, sql);
    }

    private static String exists(Element element, String test, ObjectNode variables, SearchSql sql) {
        return "jsonb_path_exists(t.content, '$." + element.path() + (test.isEmpty() ? "" : " ? (" + test + ")") + "', "
                + sql.json(variables.toString()) + ", true)";
    }

    private static String first(List<Element> elements) {
        return elements.stream()
                .map(element -> "jsonb_path_query_first(t.content, '$." + element.path()
                        + switch (element.type()) {
                            case "CodeableConcept" -> ".coding.code";
                            case "Coding" -> ".code";
                            case "Identifier", "ContactPoint" -> ".value";
                            case "HumanName" -> ".family";
                            default -> "";
                        }
                        + "')")
                .collect(Collectors.joining(", ", "coalesce(", ")"));
    }

    private static String any(List<Element> elements, Function<Element, @Nullable String> condition) {
        return elements.stream().map(condition).collect(Collectors.joining(" or ", "(", ")"));
    }

    private static ObjectNode variables() {
        return JsonNodeFactory.instance.objectNode();
    }
}
