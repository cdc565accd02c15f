package org.carewright.foundation.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import org.carewright.CarewrightTest;
import org.carewright.Visitor;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CarewrightTest
class CodePagesTest {

    @LocalServerPort
    int port;

    @Autowired
    StaffFixtures staff;

    private Visitor biller;

    @BeforeEach
    void sign_in() {
        biller = Visitor.signedIn(port, staff.actor(Role.BILLER));
    }

    @Test
    void codes_are_found_shown_and_exported() {
        var page = biller.page(
                "/codes?q=foot+ulcer+diab&system=http%3A%2F%2Fhl7.org%2Ffhir%2Fsid%2Ficd-10-cm&billable=yes");
        assertThat(page.select("tbody a.row-link").eachText())
                .contains("E11.621", "E10.621")
                .doesNotContain("E11.62");
        assertThat(page.select("tbody .badge").eachText()).containsOnly("Billable");

        var csv = biller.get("/codes.csv?q=e11.621").body();
        assertThat(csv).contains("E11.621,Type 2 diabetes mellitus with foot ulcer,true,http://hl7.org");
    }

    @Test
    void a_misspelt_word_is_said_and_nothing_found_leads_back() {
        assertThat(biller.page("/codes?q=diabtes+insipidus").select(".notice").text())
                .contains("diabetes insipidus");
        assertThat(biller.page("/codes?q=qqqqq").select(".empty").text()).contains("Nothing matches");
    }

    @Test
    void a_codes_page_shows_what_is_broader_narrower_and_fit_for_claims() {
        var heading = biller.page("/codes/concept?system=http%3A%2F%2Fhl7.org%2Ffhir%2Fsid%2Ficd-10-cm&code=E11.62");
        assertThat(heading.select(".notice").text()).contains("Not for claims");
        assertThat(heading.select(".code-tree li").eachText()).hasSizeGreaterThan(4);
        assertThat(heading.select(".code-tree [aria-current]").text()).startsWith("E11.62");

        var code = biller.page("/codes/concept?system=http%3A%2F%2Fhl7.org%2Ffhir%2Fsid%2Ficd-10-cm&code=I10");
        assertThat(code.select(".facts-list").text()).contains("Billable").contains("Chronic");
        assertThat(biller.get("/codes/concept?system=x&code=y").statusCode()).isEqualTo(404);
    }

    @Test
    void the_code_systems_are_shown_with_source_and_licence() {
        var rows = biller.page("/codes/systems").select("tbody tr").eachText();

        assertThat(rows)
                .anyMatch(row -> row.contains("ICD-10-CM") && row.contains("95,524") && row.contains("Public domain"));
    }
}
