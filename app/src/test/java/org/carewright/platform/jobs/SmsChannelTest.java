package org.carewright.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.carewright.platform.jobs.SmsReceiver.Sms;
import org.junit.jupiter.api.Test;

class SmsChannelTest {

    private final OutboxMessage message =
            new OutboxMessage(UUID.randomUUID(), "+16145550123", "", "Mañana 9:00 “uno”\nhttps://clinic.example/l/x");

    @Test
    void a_message_arrives_once_however_often_it_is_sent() throws IOException {
        var taken = new ArrayList<Sms>();
        try (var receiver = new SmsReceiver(0, taken::add)) {
            var channel = new SmsChannel(URI.create(receiver.url()), null);

            channel.send(message);
            channel.send(message);
        }

        assertThat(taken).containsExactly(new Sms(message.id().toString(), message.destination(), message.body()));
    }

    @Test
    void the_gateway_is_told_the_token_and_the_key() throws IOException {
        var heard = new ArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.addAll(List.of(
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Idempotency-Key")));
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        try {
            var channel = new SmsChannel(
                    URI.create("http://localhost:" + server.getAddress().getPort()), "secret");

            assertThatThrownBy(() -> channel.send(message)).hasMessageContaining("503");
            assertThat(heard).containsExactly("Bearer secret", message.id().toString());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_is_no_message_is_refused() throws IOException, InterruptedException {
        var taken = new ArrayList<Sms>();
        try (var receiver = new SmsReceiver(0, taken::add);
                var http = HttpClient.newHttpClient()) {
            for (var body : List.of("", "[]", "{\"id\": \"1\"}", "no json")) {
                var request = HttpRequest.newBuilder(URI.create(receiver.url()))
                        .POST(BodyPublishers.ofString(body))
                        .build();
                assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                        .as(body)
                        .isEqualTo(400);
            }
        }
        assertThat(taken).isEmpty();
    }
}
