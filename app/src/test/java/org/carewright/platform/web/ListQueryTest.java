package org.carewright.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListQueryTest {

    private static final Map<String, List<String>> COLUMNS = Map.of("name", List.of("p.family", "p.given"));

    private static ListQuery parse(Map<String, String[]> parameters) {
        return ListQuery.parse("/patients", parameters);
    }

    @Test
    void an_address_is_read_and_written_back() {
        var query = parse(Map.of(
                "q", new String[] {" Núñez & sons "},
                "state", new String[] {"new", "late"},
                "sort", new String[] {"name"},
                "dir", new String[] {"desc"},
                "page", new String[] {"3"},
                "size", new String[] {"50"}));

        assertThat(query.url())
                .isEqualTo(
                        "/patients?q=N%C3%BA%C3%B1ez+%26+sons&state=new&state=late&sort=name&dir=desc&page=3&size=50");
        assertThat(query.offset()).isEqualTo(100);
    }

    @Test
    void what_is_usual_is_left_out_of_the_address() {
        assertThat(parse(Map.of("page", new String[] {"1"}, "state", new String[] {""}))
                        .url())
                .isEqualTo("/patients");
    }

    @Test
    void nonsense_is_left_out_rather_than_refused() {
        var query = parse(Map.of(
                "page", new String[] {"-7"}, "size", new String[] {"100000"}, "sort", new String[] {"; drop table"}));

        assertThat(query.page()).isEqualTo(1);
        assertThat(query.size()).isEqualTo(25);
        assertThat(query.orderBy(COLUMNS, "p.id")).isEqualTo("order by p.id");
    }

    @Test
    void a_second_click_on_a_column_turns_its_order() {
        var once = ListQuery.of("/patients").withPage(4).sortedBy("name");
        var twice = once.sortedBy("name");

        assertThat(once.ariaSort("name")).isEqualTo("ascending");
        assertThat(once.page()).isEqualTo(1);
        assertThat(twice.ariaSort("name")).isEqualTo("descending");
        assertThat(twice.orderBy(COLUMNS, "p.id"))
                .isEqualTo("order by p.family desc nulls last, p.given desc nulls last, p.id");
        assertThat(twice.sortedBy("name").ariaSort("name")).isEqualTo("ascending");
    }

    @Test
    void a_changed_filter_starts_at_the_first_page() {
        var query = ListQuery.of("/patients").with("state", "new").withPage(2);

        assertThat(query.with("state", "late").url()).isEqualTo("/patients?state=late");
        assertThat(query.with("state", null).isFiltered()).isFalse();
    }

    @Test
    void an_export_has_the_same_filters_and_no_pages() {
        var query = ListQuery.of("/patients").with("state", "new").withPage(2);

        assertThat(query.csvUrl()).isEqualTo("/patients.csv?state=new");
        assertThat(query.all().offset()).isZero();
        assertThat(query.all().size()).isGreaterThan(10_000);
    }

    @Test
    void an_address_is_read_back_as_it_was_written() {
        var query = ListQuery.of("/desk")
                .withWords("O'Neil & Söhne")
                .with("site", "a b")
                .withPage(3);

        assertThat(ListQuery.parse(query.url())).isEqualTo(query);
        assertThat(ListQuery.parse("/desk?q=%zz")).isEqualTo(ListQuery.of("/desk"));
    }
}
