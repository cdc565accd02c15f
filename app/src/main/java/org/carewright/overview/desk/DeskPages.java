package org.carewright.overview.desk;

import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Place;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class DeskPages {

    @Bean
    static Place deskPlace() {
        return new Place(10, "Desk", "/desk", "desk", Permission.SEE_DESK);
    }

    @GetMapping("/")
    String home() {
        return "redirect:/desk";
    }

    @GetMapping("/desk")
    String desk(Actor actor) {
        return "overview/desk/desk";
    }
}
