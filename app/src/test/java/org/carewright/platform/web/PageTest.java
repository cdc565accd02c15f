package org.carewright.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final List<String> FULL = Collections.nCopies(25, "row");

    @Test
    void a_page_says_which_rows_of_how_many_it_shows() {
        var second = ListQuery.of("/").withPage(2);

        assertThat(Page.of(FULL, 4312).words(second)).isEqualTo("26–50 of 4,312");
        assertThat(Page.of(FULL, 50).hasNext(second)).isFalse();
    }

    @Test
    void a_count_that_stopped_says_so() {
        var first = ListQuery.of("/");

        assertThat(Page.counted(FULL, 10_001, 10_001).words(first)).isEqualTo("1–25 of more than 10,000");
        assertThat(Page.counted(FULL, 10_001, 10_001).hasNext(first)).isTrue();
        assertThat(Page.counted(FULL, 25, 10_001).hasNext(first)).isFalse();
    }
}
