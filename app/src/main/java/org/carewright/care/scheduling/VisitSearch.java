package org.carewright.care.scheduling;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.carewright.platform.types.Actor;
import org.carewright.platform.web.Hit;
import org.carewright.platform.web.PeopleTime;
import org.carewright.platform.web.SearchProvider;
import org.springframework.stereotype.Component;

/** Finds visits from anywhere by the patient's name, birth date, phone or number. */
@Component
class VisitSearch implements SearchProvider {

    private final Agenda agenda;
    private final Clock clock;

    VisitSearch(Agenda agenda, Clock clock) {
        this.agenda = agenda;
        this.clock = clock;
    }

    @Override
    public String group() {
        return "Visits";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public List<Hit> find(String q, Actor actor, int limit) {
        return agenda.find(q, limit, actor).stream()
                .map(visit -> new Hit(
                        visit.patient().name(),
                        new PeopleTime(clock.instant(), visit.zone(), Locale.ENGLISH)
                                        .moment(visit.time().start())
                                + ", " + visit.visitType(),
                        "/schedule/visits/" + visit.id(),
                        "calendar"))
                .toList();
    }
}
