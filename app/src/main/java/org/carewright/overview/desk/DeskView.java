package org.carewright.overview.desk;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import org.carewright.platform.types.Actor;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Option;
import org.carewright.platform.web.PeopleTime;
import org.carewright.platform.web.Shell;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the model of the template {@code desk}: the list on the left, the open loop on the right. */
@Component
class DeskView {

    private final Desk desk;

    DeskView(Desk desk) {
        this.desk = desk;
    }

    /** @param query of the list, with the loop to be shown beside it as the filter {@code open} */
    void show(ListQuery query, Actor actor, Shell shell, Model model) {
        var open = query.filter("open");
        var list = query.with("open", null).withPage(query.page());
        var found = desk.list(DeskQuery.of(list), actor);
        model.addAttribute("query", list);
        model.addAttribute("list", found);
        model.addAttribute("page", found.page());
        model.addAttribute("open", open);
        model.addAttribute("detail", open == null ? null : find(open, actor).orElse(null));
        model.addAttribute("naps", naps(shell.time()));
        model.addAttribute("input", Input.empty());
        model.addAttribute("unfolded", "");
    }

    /** The naps one click away: an hour, tomorrow, three days, next week. */
    static List<Option> naps(PeopleTime time) {
        var now = LocalDateTime.ofInstant(time.now(), time.zone());
        var morning = now.toLocalDate().atTime(LocalTime.of(8, 0));
        return List.of(
                Option.of(now.plusHours(1).toString(), "1 hour"),
                Option.of(morning.plusDays(1).toString(), "Tomorrow 08:00"),
                Option.of(morning.plusDays(3).toString(), "3 days"),
                Option.of(morning.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).toString(), "Next Monday 08:00"));
    }

    private Optional<LoopDetail> find(String open, Actor actor) {
        var slash = open.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : desk.find(LoopId.of(open.substring(0, slash), open.substring(slash + 1)), actor);
    }
}
