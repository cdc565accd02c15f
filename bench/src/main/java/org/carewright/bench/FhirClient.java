package org.carewright.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.carewright.bench.Http.Answer;

/** Another system that asks the FHIR API. Paths go on from {@code /fhir/}; whole addresses, such as those of links, do too. */
final class FhirClient {

    private static final ContentType JSON = ContentType.create("application/fhir+json");

    private final URI base;
    private final String token;

    FhirClient(URI clinic, String token) {
        this.base = clinic.resolve("/fhir/");
        this.token = token;
    }

    Answer get(String path) throws IOException {
        return Http.send(request("GET", path).build());
    }

    /** What stands under a path, which must answer 200. */
    String resource(String path) throws IOException {
        var answer = get(path);
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    Answer post(String path, String json) throws IOException {
        return send("POST", path, JSON, json);
    }

    Answer send(String method, String path, ContentType contentType, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return Http.send(request(method, path)
                .setEntity(new ByteArrayEntity(bytes, contentType))
                .build());
    }

    private ClassicRequestBuilder request(String method, String path) {
        return ClassicRequestBuilder.create(method)
                .setUri(base.resolve(path))
                .addHeader("Authorization", "Bearer " + token);
    }
}
