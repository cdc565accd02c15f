package org.carewright.platform.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.carewright.CarewrightTest;
import org.carewright.FhirVisitor;
import org.carewright.TestClock;
import org.carewright.foundation.directory.DirectoryFixtures;
import org.carewright.platform.cli.CommandFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
@ExtendWith(OutputCaptureExtension.class)
class TokenCommandsTest {

    private final String name = "Lab-" + UUID.randomUUID().toString().substring(0, 8);

    @LocalServerPort
    private int port;

    @Autowired
    private TokenCommands commands;

    @Autowired
    private DirectoryFixtures directory;

    @Autowired
    private TestClock clock;

    @Test
    void a_token_is_printed_once_works_and_is_listed_with_what_it_opens(CapturedOutput output) {
        directory.site();
        commands.create(name, List.of("system/Patient.rs"), List.of(), Duration.ofDays(90), true);
        var printed = output.getOut().lines().toList().getLast();

        assertThat(new FhirVisitor(port, printed).get("/Patient").status()).isEqualTo(200);
        assertThat(new FhirVisitor(port, printed).get("/Observation").status()).isEqualTo(403);

        commands.list();
        assertThat(listed(output))
                .containsPattern("live +expires 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d  used 20\\d\\d")
                .contains("system/Patient.rs", "confidential charts too")
                .doesNotContain(printed);
    }

    @Test
    void a_revoked_token_opens_nothing_and_can_not_be_revoked_again(CapturedOutput output) {
        directory.site();
        commands.create(name, List.of("system/*.rs"), List.of(), Duration.ofDays(90), false);
        var printed = output.getOut().lines().toList().getLast();

        commands.revoke(name);

        assertThat(new FhirVisitor(port, printed).get("/Patient").status()).isEqualTo(401);
        commands.list();
        assertThat(listed(output)).contains("revoked", "used never").doesNotContain("confidential");
        assertThatThrownBy(() -> commands.revoke(name))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("carewright token list");
    }

    @Test
    void a_token_that_has_expired_is_listed_as_such(CapturedOutput output) {
        directory.site();
        commands.create(name, List.of("system/*.rs"), List.of(), Duration.ofHours(12), false);
        clock.set(clock.instant().plus(Duration.ofHours(13)));

        commands.list();

        assertThat(listed(output)).contains("expired");
    }

    private String listed(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.startsWith(name))
                .toList()
                .getLast();
    }
}
