package org.carewright.platform.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Text messages by the HTTP interface that docs/sms.md describes. Every provider's own is reached by a few lines that
 * translate; whoever takes a message drops one that comes under the same id again.
 */
class SmsChannel implements OutboxChannel {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI gateway;
    private final @Nullable String token;

    SmsChannel(URI gateway, @Nullable String token) {
        this.gateway = gateway;
        this.token = token;
    }

    @Override
    public String name() {
        return "sms";
    }

    @Override
    public void send(OutboxMessage message) {
        var body = JSON.writeValueAsString(
                Map.of("id", message.id().toString(), "to", message.destination(), "text", message.body()));
        var request = HttpRequest.newBuilder(gateway)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", message.id().toString())
                .POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new IllegalStateException("the gateway answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
