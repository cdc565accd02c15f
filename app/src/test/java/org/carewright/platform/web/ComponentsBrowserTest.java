package org.carewright.platform.web;

import org.carewright.BrowserTest;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ComponentsBrowserTest extends BrowserTest {

    @Autowired
    StaffFixtures staff;

    @Test
    void every_component_is_accessible_in_both_themes_and_widths() {
        lookAt("/help/components", "components", staff.actor(Role.COORDINATOR));
    }

    @Test
    void help_is_accessible_in_both_themes_and_widths() {
        lookAt("/help", "help", staff.actor(Role.COORDINATOR));
    }
}
