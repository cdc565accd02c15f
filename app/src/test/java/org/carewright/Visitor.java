package org.carewright;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Somebody at a browser without JavaScript: keeps cookies, follows no redirect, sends the CSRF token of the last page. */
public final class Visitor {

    private final String base;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String csrf = "";

    public Visitor(int port) {
        this.base = "http://localhost:" + port;
    }

    /** Signed in as an account made by {@link StaffFixtures}. */
    public static Visitor signedIn(int port, Actor actor) {
        var visitor = new Visitor(port);
        visitor.get("/sign-in");
        var answer = visitor.post("/sign-in", Map.of("username", actor.name(), "password", StaffFixtures.PASSWORD));
        if (answer.statusCode() != 302) {
            throw new AssertionError("sign-in answered " + answer.statusCode());
        }
        return visitor;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    /** The page under a path, which must answer 200. */
    public Document page(String path) {
        var answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode());
        }
        return Jsoup.parse(answer.body(), base + path);
    }

    public HttpResponse<String> post(String path, Map<String, String> form) {
        var body = "_csrf=" + encode(csrf) + "&" + fields(form);
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** The same with a text that takes its time: the server asks for it, then gets it as it comes out of this stream. */
    public HttpResponse<String> post(String path, Map<String, String> form, UnaryOperator<InputStream> slowly) {
        var body = ("_csrf=" + encode(csrf) + "&" + fields(form)).getBytes(StandardCharsets.UTF_8);
        var stream = BodyPublishers.ofInputStream(() -> slowly.apply(new ByteArrayInputStream(body)));
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .expectContinue(true)
                .POST(BodyPublishers.fromPublisher(stream, body.length)));
    }

    /** Only asks whether there is an answer, and which: the page itself is not read, so that a stream may stay open. */
    public HttpResponse<InputStream> knock(String method, String path, Map<String, String> form) {
        var query = fields(form);
        var request = method.equals("GET")
                ? HttpRequest.newBuilder(URI.create(base + path + (query.isEmpty() ? "" : "?" + query)))
                        .GET()
                : HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(method, BodyPublishers.ofString("_csrf=" + encode(csrf) + "&" + query));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofInputStream());
            answer.body().close();
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** From now on forms go out without their token, as a forged one would. */
    public void forgetToken() {
        csrf = "";
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            var token = Jsoup.parse(answer.body()).selectFirst("meta[name=csrf]");
            if (token != null) {
                csrf = token.attr("content");
            }
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String fields(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
