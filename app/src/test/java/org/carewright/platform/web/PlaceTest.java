package org.carewright.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Place.Group;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private static Place place(int order, String path) {
        return new Place(order, "Place", path, "desk", Permission.SEE_DESK);
    }

    @Test
    void its_order_says_in_which_part_of_the_rail_a_place_stands() {
        assertThat(place(30, "/desk").group()).isEqualTo(Group.WORK);
        assertThat(place(100, "/patients").group()).isEqualTo(Group.PEOPLE);
        assertThat(place(450, "/reports").group()).isEqualTo(Group.CLINIC);
        assertThat(place(990, "/help").group()).isEqualTo(Group.FOOT);
    }

    @Test
    void a_place_holds_what_lies_below_its_path() {
        assertThat(place(10, "/desk").holds("/desk/tasks")).isTrue();
        assertThat(place(10, "/desk").holds("/desktop")).isFalse();
    }
}
