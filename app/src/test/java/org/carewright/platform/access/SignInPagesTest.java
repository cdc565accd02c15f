package org.carewright.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.carewright.CarewrightTest;
import org.carewright.Visitor;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
class SignInPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    StaffFixtures staff;

    @Test
    void a_coordinator_who_signs_in_sees_the_desk() {
        var coordinator = staff.actor(Role.COORDINATOR);

        var visitor = Visitor.signedIn(port, coordinator);

        assertThat(visitor.page("/desk").title()).startsWith("Desk");
    }
}
