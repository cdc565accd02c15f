package org.carewright.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Spoils what is right: values, structure, and the text itself. The same seed spoils it the same way. */
final class Mutations {

    private static final JsonMapper JSON = new JsonMapper();

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "'; drop table patient; --",
            "\" or 1=1 --",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\" onmouseover=\"alert(1)",
            "' onmouseover='alert(1)",
            "${7*7} #{7*7} %s %n {0}",
            "../../../../etc/passwd",
            "\u0000",
            "a\u0000b",
            "\u202eevil\u202c",
            "\ud800",
            "Ⅷ½ ﬁ ß İ ı",
            "张伟",
            "Ольга",
            "محمد",
            "ยุพา",
            "👩‍⚕️",
            "0001-01-01",
            "9999-12-31",
            "2025-02-29",
            "2024-02-29",
            "2999-01-01",
            "0000-00-00",
            "2026-11-22T25:61:61Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999+14:00",
            "-1",
            "0",
            "99999999999999999999",
            "1e400",
            "NaN",
            "true",
            "null",
            "00000000-0000-0000-0000-000000000000",
            "Patient/00000000-0000-0000-0000-000000000000",
            "Patient/",
            "#self",
            "urn:uuid:00000000-0000-0000-0000-000000000000",
            "http://[::1",
            "x".repeat(300),
            "é".repeat(5_000),
            "y".repeat(100_000));

    /** Stands where {@link #nested} will be. */
    private static final String NESTED = "nested here";

    private static final int MOST_NESTED = 2_000;

    private static final Pattern VALUE = Pattern.compile(" value=\"([^\"]*)\"");

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    String text() {
        return one(TEXTS);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A form with one or two of its fields spoilt, missing, or there several times. */
    List<Map.Entry<String, String>> form(List<Map.Entry<String, String>> fields) {
        var spoilt = new ArrayList<>(fields);
        for (int times = 1 + random.nextInt(2); times > 0 && !spoilt.isEmpty(); times--) {
            var index = random.nextInt(spoilt.size());
            var field = spoilt.get(index);
            switch (random.nextInt(6)) {
                case 0 -> spoilt.remove(index);
                case 1 -> spoilt.add(Map.entry(field.getKey(), text()));
                case 2 -> spoilt.set(index, Map.entry(field.getKey() + "[0]", field.getValue()));
                default -> spoilt.set(index, Map.entry(field.getKey(), text()));
            }
        }
        return spoilt;
    }

    /** A resource with something wrong in it, most often one value or one element. */
    String json(JsonNode resource) {
        var copy = resource.deepCopy();
        var places = new ArrayList<Place>();
        collect(copy, places);
        for (int times = 1 + random.nextInt(2); times > 0 && !places.isEmpty(); times--) {
            spoil(one(places));
        }
        var text = JSON.writeValueAsString(copy).replace("\"" + NESTED + "\"", nested());
        return random.nextInt(8) == 0 ? spoiltText(text) : text;
    }

    /** A resource in XML with a value, a name or the text itself spoilt. */
    String xml(String resource) {
        var values = VALUE.matcher(resource).results().toList();
        if (random.nextInt(4) == 0 || values.isEmpty()) {
            return spoiltText(resource);
        }
        var value = one(values);
        var spoilt = random.nextInt(4) == 0
                ? " worth=\"" + value.group(1) + "\""
                : " value=\"" + text().replace("<", "&lt;").replace("\"", "&quot;") + "\"";
        return resource.substring(0, value.start()) + spoilt + resource.substring(value.end());
    }

    /** An element of an object or an array. */
    private record Place(JsonNode in, String name, int index) {

        void set(JsonNode value) {
            if (in instanceof ObjectNode object) {
                object.set(name, value);
            } else if (index < in.size()) {
                ((ArrayNode) in).set(index, value);
            }
        }

        JsonNode get() {
            return in.isObject() ? in.path(name) : in.path(index);
        }

        void remove() {
            if (in instanceof ObjectNode object) {
                object.remove(name);
            } else if (index < in.size()) {
                ((ArrayNode) in).remove(index);
            }
        }
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node.isObject()) {
            node.properties().forEach(property -> {
                places.add(new Place(node, property.getKey(), 0));
                collect(property.getValue(), places);
            });
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(new Place(node, "", i));
            collect(node.get(i), places);
        }
    }

    private void spoil(Place place) {
        var nodes = JsonNodeFactory.instance;
        switch (random.nextInt(11)) {
            case 0 -> place.remove();
            case 1 -> place.set(nodes.nullNode());
            case 2 -> place.set(nodes.numberNode(random.nextLong()));
            case 3 -> place.set(nodes.booleanNode(random.nextBoolean()));
            case 4 -> place.set(nodes.objectNode());
            case 5 -> place.set(nodes.arrayNode().add(place.get()));
            case 6 -> place.set(nodes.stringNode(NESTED));
            case 7 -> {
                if (place.in() instanceof ObjectNode object) {
                    object.set(place.name() + "x", place.get());
                } else {
                    ((ArrayNode) place.in()).add(place.get());
                }
            }
            default -> place.set(nodes.stringNode(text()));
        }
    }

    /** Written out by hand: Jackson nests no deeper than a thousand levels. */
    private String nested() {
        var depth = random.nextInt(MOST_NESTED);
        return "{\"extension\":[".repeat(depth) + "\"deep\"" + "]}".repeat(depth);
    }

    private String spoiltText(String text) {
        var at = random.nextInt(text.length());
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at);
            case 1 -> text + text.substring(at);
            case 2 ->
                text.substring(0, at) + (char) random.nextInt(128) + text.substring(Math.min(text.length(), at + 1));
            case 3 -> "\ufeff" + text;
            case 4 -> String.join("", Collections.nCopies(1 + random.nextInt(5), "[")) + text;
            default -> text.replaceFirst("\\{", "{\"resourceType\":\"Patient\",");
        };
    }
}
