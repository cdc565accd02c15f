package org.carewright.platform.access;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Under which address people reach this Carewright: {@code carewright.url}, else the one it listens on. */
@Component
class OwnAddress {

    private final Environment environment;

    OwnAddress(Environment environment) {
        this.environment = environment;
    }

    String url(String path) {
        return environment.getProperty("carewright.url", listening()).replaceFirst("/$", "") + path;
    }

    private String listening() {
        var port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return "http://" + environment.getProperty("server.address", "localhost") + ":" + port;
    }
}
