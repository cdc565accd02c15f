package org.carewright.platform.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "serve", description = "Run the application until it is stopped.")
final class Serve implements CliCommand {

    @Option(names = "--demo", description = "Begin with a believable clinic group of sample patients.")
    private boolean demo;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:CAREWRIGHT_PORT:-8080}",
            description = "Where browsers find it. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${env:CAREWRIGHT_HOST:-localhost}",
            description = {
                "The address of this machine to listen on; 0.0.0.0 is all of them.",
                "Default: ${DEFAULT-VALUE}, which nobody else can reach."
            })
    private String host = "localhost";

    @Mixin
    private final DataOptions data = new DataOptions();

    @Override
    public Integer call() throws InterruptedException {
        requireFreePort();
        try (var database = data.open();
                var context = data.start(database, WebApplicationType.SERVLET, properties())) {
            System.out.println("Carewright is ready at http://" + host + ":"
                    + context.getEnvironment().getProperty("local.server.port"));
            awaitClosed(context);
            return 0;
        } catch (PortInUseException e) {
            throw portTaken();
        }
    }

    private Map<String, Object> properties() {
        return Map.of("server.address", host, "server.port", port, "carewright.demo", demo);
    }

    /** Asked first, so that the answer comes before the database starts. */
    private void requireFreePort() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
        } catch (BindException e) {
            throw portTaken();
        } catch (IOException e) {
            throw new CommandFailed("Carewright can not listen on " + host + ":" + port + ": " + e.getMessage());
        }
    }

    private CommandFailed portTaken() {
        return new CommandFailed("Port " + port + " is taken by another program; choose another one with --port.");
    }

    private static void awaitClosed(ConfigurableApplicationContext context) throws InterruptedException {
        var closed = new CountDownLatch(1);
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
        closed.await();
    }
}
