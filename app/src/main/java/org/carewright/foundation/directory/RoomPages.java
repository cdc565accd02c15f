package org.carewright.foundation.directory;

import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Page;
import org.carewright.platform.web.Toast;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class RoomPages {

    /** A line of the list. */
    record Row(Room room, String site) {}

    private final Directory directory;

    RoomPages(Directory directory) {
        this.directory = directory;
    }

    @GetMapping("/directory/rooms")
    String list(Actor actor, ListQuery query, Model model) {
        model.addAttribute("query", query);
        model.addAttribute("page", page(query));
        model.addAttribute("sites", Words.siteOptions(directory.sites()));
        return "foundation/directory/rooms";
    }

    @GetMapping("/directory/rooms.csv")
    ResponseEntity<byte[]> export(Actor actor, ListQuery query) {
        return Csv.<Row>of("rooms")
                .column("Name", row -> row.room().name())
                .column("Site", Row::site)
                .column("Features", row -> Words.list(row.room().features()))
                .column("Active", row -> row.room().active())
                .download(page(query.all()).rows());
    }

    private Page<Row> page(ListQuery query) {
        var names = directory.sites().stream().collect(toMap(Site::id, Site::name));
        var site = query.filter("site");
        return ListRows.page(
                query,
                directory.rooms().stream()
                        .filter(room -> site == null || room.site().toString().equals(site))
                        .map(room -> new Row(room, names.getOrDefault(room.site(), ""))),
                row -> row.room().name() + " " + row.site() + " "
                        + Words.list(row.room().features()),
                row -> row.room().active(),
                Map.of(
                        "name", Comparator.comparing(row -> row.room().name()),
                        "site", Comparator.comparing(Row::site)));
    }

    @GetMapping("/directory/rooms/new")
    String blank(Actor actor, Model model) {
        return form(actor, null, Input.empty(), model);
    }

    @PostMapping("/directory/rooms/new")
    String add(Actor actor, Input input, Model model, RedirectAttributes redirect) {
        try {
            directory.add(
                    new Room(
                            RoomId.fresh(),
                            input.requiredId("site", SiteId::of, "Choose a site."),
                            input.value("name"),
                            Fields.words(input, "features"),
                            true,
                            0),
                    actor);
        } catch (Invalid invalid) {
            return form(actor, null, input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Room added.");
        return "redirect:/directory/rooms";
    }

    @GetMapping("/directory/rooms/{id}")
    String detail(Actor actor, @PathVariable String id, Model model) {
        return form(actor, directory.room(RoomId.of(id)), Input.empty(), model);
    }

    @PostMapping("/directory/rooms/{id}")
    String change(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var room = directory.room(RoomId.of(id));
        try {
            directory.change(
                    new Room(
                            room.id(),
                            room.site(),
                            input.value("name"),
                            Fields.words(input, "features"),
                            room.active(),
                            Fields.version(input)),
                    actor);
        } catch (Invalid invalid) {
            return form(actor, room, input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Room saved.");
        return "redirect:/directory/rooms";
    }

    @PostMapping("/directory/rooms/{id}/active")
    String activate(Actor actor, @PathVariable String id, Input input, RedirectAttributes redirect) {
        var room = directory.room(RoomId.of(id));
        var active = input.has("active", "true");
        directory.change(room.with(active, Fields.version(input)), actor);
        Toast.done(redirect, active ? "The room can be booked again." : "The room takes no more bookings.");
        return "redirect:/directory/rooms/" + id;
    }

    private String form(Actor actor, @Nullable Room room, Input input, Model model) {
        model.addAttribute("room", room);
        model.addAttribute("sites", Words.siteOptions(directory.sites()));
        model.addAttribute("devices", devicesIn(room));
        model.addAttribute("uses", room == null ? List.of() : directory.uses(room.id(), actor));
        model.addAttribute("input", input);
        return "foundation/directory/room";
    }

    private List<Device> devicesIn(@Nullable Room room) {
        return room == null
                ? List.of()
                : directory.devices().stream()
                        .filter(device -> room.id().equals(device.room()))
                        .toList();
    }
}
