package org.carewright.platform.fhir;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Id;
import org.jspecify.annotations.Nullable;

/** Gathers the values of a statement: each gets a name, and none ever becomes part of the text. */
public final class SearchSql {

    private final Params params = Params.none();
    private int bound;

    SearchSql() {}

    public String bind(String text) {
        return "cast(" + named(text) + " as text)";
    }

    public String bind(Instant moment) {
        return "cast(" + named(moment) + " as timestamptz)";
    }

    public String bind(LocalDate day) {
        return "cast(" + named(day) + " as date)";
    }

    public String bind(UUID id) {
        return "cast(" + named(id) + " as uuid)";
    }

    public String bind(Collection<String> texts) {
        return "cast(" + named(texts.toArray(String[]::new)) + " as text[])";
    }

    /** A logical id from outside; one that is no uuid is nobody's. */
    String id(String text) {
        return Id.find(text).map(this::bind).orElse("cast(null as uuid)");
    }

    String ids(UUID... ids) {
        return "cast(" + named(ids) + " as uuid[])";
    }

    /** JSON, such as the variables of a JSON path. */
    String json(String json) {
        return "cast(" + named(json) + " as jsonb)";
    }

    String bind(int number) {
        return named(number);
    }

    Map<String, @Nullable Object> values() {
        return params.map();
    }

    /** For what a type's scope names itself. */
    void put(String name, Object value) {
        params.and(name, value);
    }

    private String named(Object value) {
        var name = "v" + bound++;
        params.and(name, value);
        return ":" + name;
    }
}
