package org.carewright.care.records;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A search for one resource by business identifier, as in {@code Practitioner?identifier=http://…/us-npi|9999922096}. */
record IdentifierQuery(String type, String system, String value) {

    private static final String PARAMETER = "?identifier=";

    /** Null when the text asks for anything else. */
    static @Nullable IdentifierQuery parse(String text) {
        var at = text.indexOf(PARAMETER);
        if (at <= 0) {
            return null;
        }
        var token = text.substring(at + PARAMETER.length());
        if (token.contains("%")) {
            token = decoded(token);
        }
        var bar = token.indexOf('|');
        if (bar <= 0 || bar == token.length() - 1 || token.contains("&")) {
            return null;
        }
        return new IdentifierQuery(text.substring(0, at), token.substring(0, bar), token.substring(bar + 1));
    }

    @Override
    public String toString() {
        return type + PARAMETER + system + "|" + value;
    }

    private static String decoded(String token) {
        try {
            return URLDecoder.decode(token, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return token;
        }
    }
}
