package org.carewright.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.carewright.bench.Http.Answer;

/** Forms as they should be filled in, and spoilt. */
final class FormAttempts {

    private final Visitor visitor;
    private final Walk walk;
    private final Typist typist;
    private final Mutations spoil;

    /** @param fields as they were filled in, before any was spoilt */
    record Sent(Answer answer, List<Map.Entry<String, String>> fields) {}

    FormAttempts(Visitor visitor, Walk walk, Typist typist, Mutations spoil) {
        this.visitor = visitor;
        this.walk = walk;
        this.typist = typist;
        this.spoil = spoil;
    }

    Sent send(Walk.Form form, boolean whole) throws IOException {
        var fields = typist.fill(form.element());
        var answer = visitor.post(form.action(), whole ? fields : spoil.form(fields));
        var again = whole && answer.status() == 200 ? walk.again(form, answer.body()) : null;
        if (again != null) {
            answer = visitor.post(again.action(), typist.fill(again.element()));
        }
        if (answer.status() == 302 && answer.location().contains("sign-in")) {
            throw new IllegalStateException("signed out by " + form.action());
        }
        return new Sent(answer, fields);
    }
}
