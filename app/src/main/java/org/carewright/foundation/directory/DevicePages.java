package org.carewright.foundation.directory;

import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Option;
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
class DevicePages {

    /** A line of the list. */
    record Row(Device device, String site, String room) {}

    private final Directory directory;

    DevicePages(Directory directory) {
        this.directory = directory;
    }

    @GetMapping("/directory/devices")
    String list(Actor actor, ListQuery query, Model model) {
        model.addAttribute("query", query);
        model.addAttribute("page", page(query));
        model.addAttribute("sites", Words.siteOptions(directory.sites()));
        return "foundation/directory/devices";
    }

    @GetMapping("/directory/devices.csv")
    ResponseEntity<byte[]> export(Actor actor, ListQuery query) {
        return Csv.<Row>of("devices")
                .column("Name", row -> row.device().name())
                .column("Kind", row -> row.device().kind())
                .column("Site", Row::site)
                .column("Room", Row::room)
                .column("Active", row -> row.device().active())
                .download(page(query.all()).rows());
    }

    private Page<Row> page(ListQuery query) {
        var sites = directory.sites().stream().collect(toMap(Site::id, Site::name));
        var rooms = directory.rooms().stream().collect(toMap(Room::id, Room::name));
        var site = query.filter("site");
        return ListRows.page(
                query,
                directory.devices().stream()
                        .filter(device ->
                                site == null || device.site().toString().equals(site))
                        .map(device -> new Row(
                                device,
                                sites.getOrDefault(device.site(), ""),
                                device.room() == null ? "" : rooms.getOrDefault(device.room(), ""))),
                row -> row.device().name() + " " + row.device().kind() + " " + row.site() + " " + row.room(),
                row -> row.device().active(),
                Map.of(
                        "name", Comparator.comparing((Row row) -> row.device().name()),
                        "kind", Comparator.comparing((Row row) -> row.device().kind()),
                        "site", Comparator.comparing(Row::site)));
    }

    @GetMapping("/directory/devices/new")
    String blank(Actor actor, Model model) {
        return form(actor, null, Input.empty(), model);
    }

    @PostMapping("/directory/devices/new")
    String add(Actor actor, Input input, Model model, RedirectAttributes redirect) {
        try {
            directory.add(read(input, DeviceId.fresh(), true, 0), actor);
        } catch (Invalid invalid) {
            return form(actor, null, input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Device added.");
        return "redirect:/directory/devices";
    }

    @GetMapping("/directory/devices/{id}")
    String detail(Actor actor, @PathVariable String id, Model model) {
        return form(actor, directory.device(DeviceId.of(id)), Input.empty(), model);
    }

    @PostMapping("/directory/devices/{id}")
    String change(Actor actor, @PathVariable String id, Input input, Model model, RedirectAttributes redirect) {
        var device = directory.device(DeviceId.of(id));
        try {
            directory.change(read(input, device.id(), device.active(), Fields.version(input)), actor);
        } catch (Invalid invalid) {
            return form(actor, device, input.with(invalid.issues()), model);
        }
        Toast.done(redirect, "Device saved.");
        return "redirect:/directory/devices";
    }

    @PostMapping("/directory/devices/{id}/active")
    String activate(Actor actor, @PathVariable String id, Input input, RedirectAttributes redirect) {
        var device = directory.device(DeviceId.of(id));
        var active = input.has("active", "true");
        directory.change(device.with(active, Fields.version(input)), actor);
        Toast.done(redirect, active ? "The device can be booked again." : "The device takes no more bookings.");
        return "redirect:/directory/devices/" + id;
    }

    private String form(Actor actor, @Nullable Device device, Input input, Model model) {
        var sites = directory.sites().stream().collect(toMap(Site::id, Site::name));
        model.addAttribute("device", device);
        model.addAttribute("sites", Words.siteOptions(directory.sites()));
        model.addAttribute(
                "rooms",
                directory.rooms().stream()
                        .map(room -> Option.of(
                                room.id().toString(), sites.getOrDefault(room.site(), "") + " · " + room.name()))
                        .toList());
        model.addAttribute("uses", device == null ? List.of() : directory.uses(device.id(), actor));
        model.addAttribute("input", input);
        return "foundation/directory/device";
    }

    private static Device read(Input input, DeviceId id, boolean active, int version) {
        return new Device(
                id,
                input.requiredId("site", SiteId::of, "Choose a site."),
                input.value("name"),
                input.value("kind").toLowerCase(Locale.ROOT),
                input.id("room", RoomId::of),
                active,
                version);
    }
}
