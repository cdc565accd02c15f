package org.carewright.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.util.Timeout;

/** Sends a request and reads its answer, on connections that stay open, with little of the processor that is measured. */
final class Http {

    private static final int MOST_CONNECTIONS = 256;
    private static final Timeout PATIENCE = Timeout.ofSeconds(60);

    private static final CloseableHttpClient CLIENT = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(MOST_CONNECTIONS)
                    .setMaxConnTotal(MOST_CONNECTIONS)
                    .setDefaultSocketConfig(
                            SocketConfig.custom().setSoTimeout(PATIENCE).build())
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setConnectTimeout(PATIENCE)
                            .setSocketTimeout(PATIENCE)
                            .build())
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .disableAuthCaching()
            .build();

    private Http() {}

    /**
     * What came back.
     *
     * @param location where it leads, or empty
     * @param cookies {@code name=value} of each that was set
     */
    record Answer(int status, String location, List<NameValuePair> cookies, String body) {}

    static Answer send(ClassicHttpRequest request) throws IOException {
        return CLIENT.execute(request, Http::read);
    }

    private static Answer read(ClassicHttpResponse response) throws IOException {
        var location = response.getFirstHeader(HttpHeaders.LOCATION);
        var entity = response.getEntity();
        var body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
        return new Answer(
                response.getCode(),
                location == null ? "" : location.getValue(),
                Arrays.stream(response.getHeaders(HttpHeaders.SET_COOKIE))
                        .map(header -> cookie(header.getValue()))
                        .toList(),
                new String(body, StandardCharsets.UTF_8));
    }

    private static NameValuePair cookie(String header) {
        var pair = header.substring(0, (header + ";").indexOf(';'));
        var equals = pair.indexOf('=');
        return new BasicNameValuePair(pair.substring(0, equals), pair.substring(equals + 1));
    }
}
