package org.carewright.foundation.directory;

import java.util.List;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.Place;
import org.carewright.platform.web.Tab;
import org.carewright.platform.web.Toast;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The directory's place in the rail, its tabs, and the page of the organization. */
@Controller
class DirectoryPages {

    private final Directory directory;

    DirectoryPages(Directory directory) {
        this.directory = directory;
    }

    @Bean
    static Place directoryPlace() {
        return new Place(380, "Directory", "/directory", "site", Permission.SEE_DIRECTORY);
    }

    static List<Tab> tabs(String current) {
        return List.of(
                tab("Sites", "/directory/sites", current),
                tab("Practitioners", "/directory/practitioners", current),
                tab("Rooms", "/directory/rooms", current),
                tab("Devices", "/directory/devices", current),
                tab("Visit types", "/directory/visit-types", current),
                tab("Organization", "/directory/organization", current));
    }

    private static Tab tab(String title, String path, String current) {
        return Tab.of(title, path, path.equals(current));
    }

    @GetMapping("/directory")
    String directory(Actor actor) {
        return "redirect:/directory/sites";
    }

    @GetMapping("/directory/organization")
    String organization(Actor actor, Model model) {
        return organization(Input.empty(), model);
    }

    @PostMapping("/directory/organization")
    String save(Actor actor, Input input, Model model, RedirectAttributes redirect) {
        try {
            directory.save(
                    new Organization(
                            input.value("name"), input.value("npi"), input.value("timeZone"), Fields.version(input)),
                    actor);
        } catch (Invalid invalid) {
            return organization(input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Organization saved.");
        return "redirect:/directory/organization";
    }

    private String organization(Input input, Model model) {
        model.addAttribute("input", input);
        model.addAttribute(
                "organization", directory.organization().orElse(new Organization("", "", "America/New_York", 0)));
        return "foundation/directory/organization";
    }
}
