package org.carewright.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataHomeTest {

    private static final Map<String, String> NOTHING_SET = Map.of();

    @Test
    void linux_keeps_data_where_the_xdg_specification_says() {
        assertThat(DataHome.folder("Linux", "/home/ana", NOTHING_SET))
                .isEqualTo(Path.of("/home/ana/.local/share/carewright"));
        assertThat(DataHome.folder("Linux", "/home/ana", Map.of("XDG_DATA_HOME", "/data")))
                .isEqualTo(Path.of("/data/carewright"));
    }

    @Test
    void a_relative_data_home_is_ignored() {
        assertThat(DataHome.folder("Linux", "/home/ana", Map.of("XDG_DATA_HOME", "data")))
                .isEqualTo(Path.of("/home/ana/.local/share/carewright"));
    }

    @Test
    void a_mac_keeps_data_in_its_library() {
        assertThat(DataHome.folder("Mac OS X", "/Users/ana", NOTHING_SET))
                .isEqualTo(Path.of("/Users/ana/Library/Application Support/carewright"));
    }
}
