package org.carewright.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An object of a file, whose members are taken one by one. What is missing or wrong becomes a fault, and something harmless
 * is answered in its place, so that the reading goes on and finds all faults.
 */
final class JsonObject {

    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final JsonNode node;
    private final String path;
    private final Faults faults;

    JsonObject(JsonNode node, String path, Faults faults) {
        this.node = node;
        this.path = path;
        this.faults = faults;
    }

    String path(String name) {
        return path + "." + name;
    }

    void fault(String name, String message) {
        faults.add(path(name), message);
    }

    /** Whether a fault of it is known, so that what follows from it can not be told. */
    boolean isFaulty(String name) {
        return faults.at(path(name));
    }

    boolean has(String name) {
        var member = node.get(name);
        return member != null && !member.isNull();
    }

    /** A whole number from least to most. */
    int integer(String name, int least, int most) {
        var member = member(name);
        return member == null ? least : integer(member, path(name), least, most);
    }

    boolean bool(String name) {
        var member = member(name);
        if (member != null && !member.isBoolean()) {
            fault(name, "must be true or false");
        }
        return member != null && member.isBoolean() && member.booleanValue();
    }

    boolean isText(String name, String text) {
        return node.path(name).isString() && node.path(name).stringValue().equals(text);
    }

    String text(String name) {
        var member = member(name);
        if (member == null) {
            return "";
        }
        return text(member, path(name));
    }

    private String text(JsonNode element, String at) {
        if (!element.isString() || element.stringValue().isBlank()) {
            faults.add(at, "must be a text that is not empty");
            return "";
        }
        if (element.stringValue().chars().anyMatch(Character::isISOControl)) {
            faults.add(at, "must hold no control characters");
            return "";
        }
        return element.stringValue();
    }

    /** The position of a name among those that are known. */
    int position(String name, Map<String, Integer> known, String what) {
        var text = text(name);
        var position = known.get(text);
        if (position == null) {
            if (!text.isEmpty()) {
                fault(name, "there is no %s \"%s\"".formatted(what, abridged(text)));
            }
            return 0;
        }
        return position;
    }

    /** The objects of a list. */
    List<JsonObject> objects(String name) {
        var objects = new ArrayList<JsonObject>();
        for (var element : elements(name)) {
            var at = path(name) + "[" + objects.size() + "]";
            if (!element.isObject()) {
                faults.add(at, "must be an object");
            }
            objects.add(new JsonObject(element.isObject() ? element : NOTHING, at, faults));
        }
        return objects;
    }

    JsonObject object(String name) {
        var member = member(name);
        if (member != null && !member.isObject()) {
            fault(name, "must be an object");
        }
        return new JsonObject(member != null && member.isObject() ? member : NOTHING, path(name), faults);
    }

    /** The texts of a list. */
    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (var element : elements(name)) {
            texts.add(text(element, path(name) + "[" + texts.size() + "]"));
        }
        return texts;
    }

    /**
     * The whole numbers of a list, each from least to most.
     *
     * @param size how many there must be, if that is known
     * @param why what the size follows from
     */
    List<Integer> integers(String name, int least, int most, OptionalInt size, String why) {
        var integers = new ArrayList<Integer>();
        for (var element : elements(name)) {
            integers.add(integer(element, path(name) + "[" + integers.size() + "]", least, most));
        }
        if (node.path(name).isArray() && size.orElse(integers.size()) != integers.size()) {
            fault(name, "must hold %d numbers, %s; it holds %d".formatted(size.getAsInt(), why, integers.size()));
        }
        return integers;
    }

    private Iterable<JsonNode> elements(String name) {
        var member = member(name);
        if (member != null && !member.isArray()) {
            fault(name, "must be a list");
        }
        return member != null && member.isArray() ? member : List.of();
    }

    private @Nullable JsonNode member(String name) {
        var member = node.get(name);
        if (member == null || member.isNull()) {
            fault(name, "is missing");
            return null;
        }
        return member;
    }

    private int integer(JsonNode element, String at, int least, int most) {
        if (!element.isIntegralNumber()) {
            faults.add(at, "must be a whole number");
            return least;
        }
        if (!element.canConvertToInt() || element.intValue() < least || element.intValue() > most) {
            faults.add(at, "must be from %d to %d, not %s".formatted(least, most, abridged(element.asString())));
            return least;
        }
        return element.intValue();
    }

    static String abridged(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
