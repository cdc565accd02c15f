package org.carewright.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.carewright.CarewrightTest;
import org.carewright.Visitor;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
class GuideTest {

    @LocalServerPort
    int port;

    @Autowired
    StaffFixtures staff;

    @Test
    void every_chapter_opens_and_its_links_lead_to_chapters() {
        var visitor = Visitor.signedIn(port, staff.actor(Role.FRONT_DESK));
        var chapters = visitor.page("/help").select("a[href^=/help/guide]").eachAttr("href");

        for (var chapter : chapters) {
            var page = visitor.page(chapter);

            assertThat(page.select("h1")).as(chapter).hasSize(1);
            assertThat(chapters)
                    .as(chapter)
                    .containsAll(page.select("article a").eachAttr("href"));
        }
        assertThat(chapters).hasSize(9);
    }
}
