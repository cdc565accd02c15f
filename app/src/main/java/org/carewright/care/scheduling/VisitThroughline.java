package org.carewright.care.scheduling;

import java.util.List;
import org.carewright.care.records.ThroughlineItem;
import org.carewright.care.records.ThroughlineSource;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.web.Tone;
import org.springframework.stereotype.Component;

/** Puts a patient's visits on her throughline. */
@Component
class VisitThroughline implements ThroughlineSource {

    private static final int MOST = 1000;

    private final VisitStore visits;

    VisitThroughline(VisitStore visits) {
        this.visits = visits;
    }

    @Override
    public List<ThroughlineItem> throughline(Actor actor, PatientId patient) {
        return visits.ofPatient(patient, actor.sites(), MOST).stream()
                .filter(visit -> visit.progress().cancelReason() != CancellationReason.RESCHEDULED)
                .map(visit -> new ThroughlineItem(
                        ThroughlineItem.Kind.BOOKING,
                        visit.time().start(),
                        ThroughlineItem.Exactness.TIME,
                        visit.visitType(),
                        SchedulePages.name(visit.practitioner()),
                        visit.words(),
                        tone(visit),
                        "/schedule/visits/" + visit.id(),
                        null))
                .toList();
    }

    private static Tone tone(Visit visit) {
        return switch (visit.status()) {
            case NOSHOW -> visit.isToRebook() ? Tone.RED : Tone.NEUTRAL;
            case CANCELLED -> visit.isToRebook() ? Tone.AMBER : Tone.NEUTRAL;
            case FULFILLED -> Tone.GREEN;
            case PROPOSED, PENDING, BOOKED, ARRIVED, CHECKED_IN -> Tone.BLUE;
            case ENTERED_IN_ERROR -> Tone.NEUTRAL;
        };
    }
}
