package org.carewright.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.carewright.RunningProgram;
import org.carewright.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** How {@code serve} stops, and how it fares when its database does, with real processes and signals. */
class StopTest {

    private static final Map<String, String> ADMINISTRATOR =
            Map.of("name", "Ada First", "login", "ada", "password", "a few words do well");

    @TempDir
    static Path folder;

    @Test
    void what_began_is_finished_and_nothing_is_left_to_recover() throws Exception {
        try (var program = serve("--stop-delay", "4s")) {
            var port = program.port();
            assertThat(port)
                    .as("what --port says, whatever the environment does")
                    .isNotEqualTo(1);
            assertThat(isRefused("127.0.0.2", port))
                    .as("it listens on localhost, whatever the environment says")
                    .isTrue();
            assertThat(program.said()).doesNotContain(" TRACE ", " DEBUG ");
            var postgres = program.postgres();
            var visitor = new Visitor(port);
            var welcome = program.said("(/welcome/\\S+)");
            visitor.page(welcome);
            var form = new HeldBack();
            var slow = new FutureTask<>(() -> visitor.post(welcome, ADMINISTRATOR, form::of));
            Thread.ofVirtual().start(slow);
            form.awaitItsBeginning();

            program.terminate();

            program.until("readiness says no", () -> status(visitor, "/health/ready") == 503);
            assertThat(status(visitor, "/sign-in")).isEqualTo(200);
            assertThat(status(visitor, "/health/live")).isEqualTo(200);
            program.until("nobody else is let in", () -> isRefused("localhost", port));
            form.goOn();
            assertThat(slow.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(302);
            assertThat(program.exit()).isEqualTo(143);
            assertThat(RunningProgram.isRunning(postgres)).isFalse();
            assertThat(program.postmasterFile()).doesNotExist();
        }

        try (var again = serve()) {
            var visitor = new Visitor(again.port());
            visitor.page("/sign-in");
            var signedIn = visitor.post("/sign-in", Map.of("username", "ada", "password", "a few words do well"));
            assertThat(signedIn.statusCode()).isEqualTo(302);
            assertThat(again.postgresLog()).contains("database system was shut down at");
        }
    }

    @Test
    void it_is_not_ready_while_its_database_hangs_or_is_gone_and_lives_all_the_while() throws Exception {
        try (var program = serve("--log-format", "json")) {
            var visitor = new Visitor(program.port());
            var postgres = program.postgres();

            signal("STOP", postgres);
            program.until("readiness says no", () -> lives(visitor) && status(visitor, "/health/ready") == 503);
            signal("CONT", postgres);
            program.until("it is ready again", () -> lives(visitor) && status(visitor, "/health/ready") == 200);

            var cluster = program.cluster();
            var away = Files.move(cluster, cluster.resolveSibling("away"));
            postgres.destroyForcibly();
            program.until("readiness says no", () -> lives(visitor) && status(visitor, "/health/ready") == 503);
            Files.move(away, cluster);
            program.until("it is ready again", () -> lives(visitor) && status(visitor, "/health/ready") == 200);
            assertThat(program.postgres().pid()).isNotEqualTo(postgres.pid());

            visitor.page("/sign-in");
            var request = program.said("(\\{.*org.carewright.request.*/sign-in.*})");
            var line = new JsonMapper().readTree(request);
            assertThat(line.path("route").asString()).isEqualTo("/sign-in");
            assertThat(line.path("requestId").asString()).hasSize(12);
            assertThat(line.path("status").isNumber()).isTrue();
        }
    }

    private static RunningProgram serve(String... options) throws IOException {
        var command = new String[options.length + 3];
        System.arraycopy(new String[] {"serve", "--port", "0"}, 0, command, 0, 3);
        System.arraycopy(options, 0, command, 3, options.length);
        return RunningProgram.in(folder, command);
    }

    private static int status(Visitor visitor, String path) {
        return visitor.get(path).statusCode();
    }

    private static boolean lives(Visitor visitor) {
        assertThat(status(visitor, "/health/live")).isEqualTo(200);
        return true;
    }

    private static boolean isRefused(String host, int port) throws IOException {
        try (var socket = new Socket(InetAddress.getByName(host), port)) {
            return !socket.isConnected();
        } catch (ConnectException refused) {
            return true;
        }
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO();
        assertThat(kill.start().waitFor()).isZero();
    }

    /** A form that is sent byte by byte, and stops after the first until it is let go on. */
    private static final class HeldBack {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        InputStream of(InputStream text) {
            return new FilterInputStream(text) {

                private boolean first = true;

                @Override
                public int read(byte[] into, int from, int most) throws IOException {
                    if (!first) {
                        begun.countDown();
                        await(goOn);
                    }
                    first = false;
                    return super.read(into, from, Math.min(1, most));
                }
            };
        }

        void awaitItsBeginning() throws IOException {
            await(begun);
        }

        void goOn() {
            goOn.countDown();
        }

        private static void await(CountDownLatch latch) throws IOException {
            try {
                assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
    }
}
