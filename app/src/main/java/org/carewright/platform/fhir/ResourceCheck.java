package org.carewright.platform.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carewright.platform.types.Issue;
import tools.jackson.databind.JsonNode;

/**
 * Checks one resource against the structure of FHIR R4: the JSON kind of every element, how often it occurs, the choice
 * of its type, the format of primitive values, and the codes of required bindings.
 *
 * <p>Elements that R4 does not know are let through, and so is a resource of unknown type: what is not understood is kept.
 */
public final class ResourceCheck {

    private static final int DEEPEST = 100;
    private static final int MOST_ISSUES = 20;

    private final List<Issue> faults = new ArrayList<>();
    private final ArrayList<Object> path = new ArrayList<>();

    private ResourceCheck() {}

    /** @return what must be mended before the resource can be taken in, at most 20; empty when it can */
    public static List<Issue> faults(JsonNode resource) {
        var check = new ResourceCheck();
        check.resource(resource);
        return check.faults;
    }

    /** Whether the text may be the logical id of a resource. */
    public static boolean isId(String text) {
        return Primitives.isId(text);
    }

    /** Whether R4 has a resource type of this name. */
    public static boolean isResourceType(String name) {
        return Structure.R4.isResource(name);
    }

    private void resource(JsonNode node) {
        if (!node.isObject()) {
            fault("structure", "must be a resource: an object in braces with a resourceType");
            return;
        }
        var name = node.path("resourceType");
        if (!name.isString() || name.stringValue().isEmpty()) {
            path.add("resourceType");
            fault("required", "must say what it is");
            path.removeLast();
            return;
        }
        if (path.isEmpty()) {
            path.add(name.stringValue());
        }
        if (Structure.R4.isResource(name.stringValue())) {
            object(node, name.stringValue());
        }
    }

    private void object(JsonNode node, String typeName) {
        var type = Structure.R4.find(typeName);
        if (type == null) {
            return;
        }
        if (!node.isObject()) {
            fault("structure", "must be an object in braces, a " + typeName);
            return;
        }
        if (node.isEmpty()) {
            fault("structure", "is empty; leave it out instead");
            return;
        }
        if (path.size() > DEEPEST) {
            fault("too-long", "is nested deeper than any real record");
            return;
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            member(type, member.getKey(), member.getValue(), node);
        }
        for (var element : type.required()) {
            if (element.properties().stream().noneMatch(name -> node.has(name) || node.has("_" + name))) {
                path.add(element.name());
                fault("required", "is missing; FHIR R4 requires it");
                path.removeLast();
            }
        }
    }

    private void member(Structure.Type type, String name, JsonNode value, JsonNode parent) {
        var isShadow = name.startsWith("_");
        var property = type.properties().get(isShadow ? name.substring(1) : name);
        if (property == null) {
            return;
        }
        path.add(name);
        var element = property.element();
        if (element.isChoice() && !isShadow && isSecondChoice(element, name, parent)) {
            fault("structure", "is one of several " + element.name() + "; only one may be there");
        }
        if (element.repeats()) {
            repeated(property, value, isShadow);
        } else if (value.isArray()) {
            fault("structure", "occurs at most once: remove the brackets");
        } else {
            single(property, value, isShadow);
        }
        path.removeLast();
    }

    /** Only the later of two is reported. */
    private static boolean isSecondChoice(Structure.Element element, String name, JsonNode parent) {
        for (var other : element.properties()) {
            if (other.equals(name)) {
                return false;
            }
            if (parent.has(other)) {
                return true;
            }
        }
        return false;
    }

    private void repeated(Structure.Property property, JsonNode value, boolean isShadow) {
        if (!value.isArray()) {
            fault("structure", "may occur several times: put it into brackets");
            return;
        }
        if (value.isEmpty()) {
            fault("structure", "is empty; leave it out instead");
        }
        var index = 0;
        for (var item : value) {
            path.add(index++);
            // R4, section 2.6.2.3: in the two arrays of a repeating primitive null holds the place.
            if (!item.isNull() || !Primitives.isPrimitive(property.type())) {
                single(property, item, isShadow);
            }
            path.removeLast();
        }
    }

    private void single(Structure.Property property, JsonNode value, boolean isShadow) {
        if (value.isNull()) {
            fault("structure", "is null; leave it out instead");
        } else if (isShadow) {
            object(value, "Element");
        } else if (property.type().equals("Resource")) {
            resource(value);
        } else if (Primitives.isPrimitive(property.type())) {
            var words = Primitives.fault(property.type(), value);
            if (words != null) {
                fault("value", words);
            } else if (!property.codes().isEmpty() && !property.codes().contains(value.asString())) {
                fault("code-invalid", "is none of the codes FHIR R4 allows here");
            }
        } else {
            object(value, property.type());
        }
    }

    private void fault(String code, String words) {
        if (faults.size() < MOST_ISSUES) {
            faults.add(new Issue(where(), code, words));
        }
    }

    private String where() {
        var where = new StringBuilder();
        for (var step : path) {
            if (step instanceof Integer index) {
                where.append('[').append(index.intValue()).append(']');
            } else {
                where.append(where.isEmpty() ? "" : ".").append(step);
            }
        }
        return where.toString();
    }
}
