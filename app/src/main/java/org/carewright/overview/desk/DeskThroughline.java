package org.carewright.overview.desk;

import java.util.List;
import org.carewright.care.records.ThroughlineItem;
import org.carewright.care.records.ThroughlineSource;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Tone;
import org.springframework.stereotype.Component;

/** Puts a patient's open loops on her throughline, where each opened. */
@Component
class DeskThroughline implements ThroughlineSource {

    private final Desk desk;

    DeskThroughline(Desk desk) {
        this.desk = desk;
    }

    @Override
    public List<ThroughlineItem> throughline(Actor actor, PatientId patient) {
        return actor.may(Permission.SEE_DESK)
                ? desk.ofPatient(patient, actor).stream()
                        .map(DeskThroughline::item)
                        .toList()
                : List.of();
    }

    private static ThroughlineItem item(OpenLoop loop) {
        return new ThroughlineItem(
                ThroughlineItem.Kind.LOOP,
                loop.openedAt(),
                ThroughlineItem.Exactness.TIME,
                loop.title(),
                "",
                loop.words(),
                switch (loop.severity()) {
                    case CRITICAL -> Tone.RED;
                    case HIGH -> Tone.AMBER;
                    case MEDIUM, LOW -> Tone.BLUE;
                },
                "/desk?open=" + loop.id().rule() + "/" + loop.id().subject(),
                null);
    }
}
