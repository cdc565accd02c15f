package org.carewright;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.carewright.platform.fhir.FhirJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client of the FHIR API with a token. */
public final class FhirVisitor {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String base;
    private final String token;

    public FhirVisitor(int port, String token) {
        this.base = "http://localhost:" + port + "/fhir";
        this.token = token;
    }

    /** An answer with its body as JSON. */
    public record Answer(int status, JsonNode body, HttpResponse<String> response) {

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String id() {
            return body.path("id").asString();
        }

        /** The resources of a bundle. */
        public List<JsonNode> entries() {
            var entries = new ArrayList<JsonNode>();
            body.path("entry").forEach(entry -> entries.add(entry.path("resource")));
            return entries;
        }

        /** Where a link of a Bundle leads, or null. */
        public @Nullable String link(String relation) {
            for (var link : body.path("link")) {
                if (link.path("relation").asString().equals(relation)) {
                    return link.path("url").asString();
                }
            }
            return null;
        }

        /** Of an OperationOutcome, {@code code expression}. */
        public List<String> issues() {
            var issues = new ArrayList<String>();
            body.path("issue")
                    .forEach(issue -> issues.add((issue.path("code").asString() + " "
                                    + issue.path("expression").path(0).asString(""))
                            .strip()));
            return issues;
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    public Answer send(String method, String path, @Nullable String body, String... headers) {
        return sendBytes(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer sendBytes(String method, String path, byte @Nullable [] body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .header("Authorization", "Bearer " + token)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body != null && Arrays.stream(headers).noneMatch("Content-Type"::equals)) {
            request.header("Content-Type", "application/fhir+json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            var isJson =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(response.statusCode(), FhirJson.read(isJson ? response.body() : "{}"), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
