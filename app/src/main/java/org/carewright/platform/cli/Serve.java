package org.carewright.platform.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "serve", description = "Run the application until it is stopped.")
final class Serve implements CliCommand {

    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    @Option(names = "--demo", description = "Begin with a believable clinic group of sample patients.")
    private boolean demo;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Override
    public Integer call() throws InterruptedException {
        var settings = data.settings();
        var host = settings.get(Setting.HOST);
        var port = Integer.parseInt(settings.get(Setting.PORT));
        requireFreePort(host, port);
        var properties = Map.<String, Object>of("server.address", host, "server.port", port, "carewright.demo", demo);
        try (var database = data.open(settings);
                var context = data.start(database, WebApplicationType.SERVLET, settings, properties)) {
            announce(settings, "http://" + host + ":" + context.getEnvironment().getProperty("local.server.port"));
            awaitInterrupt();
            return 0;
        } catch (PortInUseException e) {
            throw portTaken(port);
        }
    }

    /** Asked first, so that the answer comes before the database starts. */
    private static void requireFreePort(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
        } catch (BindException e) {
            throw portTaken(port);
        } catch (IOException e) {
            throw new CommandFailed("Carewright can not listen on " + host + ":" + port + ": " + e.getMessage());
        }
    }

    private static CommandFailed portTaken(int port) {
        return new CommandFailed("Port " + port + " is taken by another program; choose another one with --port.");
    }

    private static void announce(Settings settings, String address) {
        var words = "Carewright is ready at " + address;
        if (settings.get(Setting.LOG_FORMAT).equals("json")) {
            LOG.info("{}", words);
        } else {
            System.out.println(words);
        }
    }

    /** SIGTERM and Ctrl-C close the application, then the database, then end the program, while this waits on. */
    private static void awaitInterrupt() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
