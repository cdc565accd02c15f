package org.carewright.platform.access;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Under which address people reach this Carewright: {@code carewright.url}, else the one it listens on. */
@Component
public class OwnAddress {

    private final Environment environment;

    OwnAddress(Environment environment) {
        this.environment = environment;
    }

    /** The whole address of a path, which begins with a slash. */
    public String url(String path) {
        return environment.getProperty("carewright.url", listening()).replaceFirst("/$", "") + path;
    }

    private String listening() {
        var port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return "http://" + environment.getProperty("server.address", "localhost") + ":" + port;
    }
}
