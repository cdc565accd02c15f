package org.carewright.platform.jobs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A gateway for text messages that sends none: it takes what {@link SmsChannel} hands over, on this machine alone. */
public final class SmsReceiver implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 64 * 1024;

    private final HttpServer server;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Consumer<Sms> taken;

    /** A text message as the gateway sees it. */
    public record Sms(String id, String to, String text) {}

    /**
     * @param port 0 for any that is free
     * @param taken is told each message once
     */
    public SmsReceiver(int port, Consumer<Sms> taken) throws IOException {
        this.taken = taken;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::take);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/messages";
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(answer(exchange), -1);
        }
    }

    private int answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        var body = new String(exchange.getRequestBody().readNBytes(LONGEST), StandardCharsets.UTF_8);
        try {
            var sms = JSON.readValue(body, Sms.class);
            if (sms.id() == null || sms.to() == null || sms.text() == null) {
                return 400;
            }
            if (seen.add(sms.id())) {
                taken.accept(sms);
            }
            return 202;
        } catch (JacksonException notJson) {
            return 400;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
