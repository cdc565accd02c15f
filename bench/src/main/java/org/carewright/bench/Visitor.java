package org.carewright.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.carewright.bench.Http.Answer;

/** Somebody at a browser: keeps cookies, follows no redirect, sends the form token of the last page. */
final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]+)\"");

    private final URI base;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private volatile String token = "";

    private Visitor(URI base) {
        this.base = base;
    }

    static Visitor signedIn(URI base, String login, String password) throws IOException {
        var visitor = new Visitor(base);
        visitor.get("/sign-in");
        var answer = visitor.post("/sign-in", Map.of("username", login, "password", password));
        if (answer.status() != 302) {
            throw new IllegalStateException("sign-in answered " + answer.status());
        }
        // Signing in makes the form's token of the page before it worthless.
        visitor.page("/help");
        return visitor;
    }

    Answer get(String path) throws IOException {
        return send(ClassicRequestBuilder.get(base.resolve(path)));
    }

    /** The page under a path, which must answer 200. */
    String page(String path) throws IOException {
        var answer = get(path);
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " answered " + answer.status());
        }
        return answer.body();
    }

    Answer post(String path, Map<String, String> form) throws IOException {
        return post(path, form.entrySet());
    }

    /** @param form fields in their order; a name may occur several times */
    Answer post(String path, Collection<Map.Entry<String, String>> form) throws IOException {
        var body = "_csrf=" + encode(token) + "&" + encode(form);
        return send(ClassicRequestBuilder.post(base.resolve(path))
                .setEntity(new StringEntity(body, ContentType.APPLICATION_FORM_URLENCODED)));
    }

    private Answer send(ClassicRequestBuilder request) throws IOException {
        if (!cookies.isEmpty()) {
            request.addHeader(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        var answer = Http.send(request.build());
        answer.cookies().forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
        var found = TOKEN.matcher(answer.body());
        if (found.find()) {
            token = found.group(1);
        }
        return answer;
    }

    /** As a form sends its fields. */
    static String encode(Collection<Map.Entry<String, String>> fields) {
        return fields.stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
