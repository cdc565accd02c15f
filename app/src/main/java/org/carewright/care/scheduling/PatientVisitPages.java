package org.carewright.care.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.carewright.foundation.patients.PatientPanel;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Shell;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** A patient's visits as a tab of her page, and the nearest of them as a card of its overview. */
@Controller
class PatientVisitPages {

    private static final int MOST = 200;
    private static final int ON_CARD = 3;

    /**
     * @param ahead still to come or under way, the next first
     * @param behind over, or called off; the latest first
     */
    record Visits(List<Visit> ahead, List<Visit> behind) {

        /** Leaves out what was moved: it stands at its new time. */
        static Visits of(List<Visit> latestFirst, Instant now) {
            var ahead = new ArrayList<Visit>();
            var behind = new ArrayList<Visit>();
            for (var visit : latestFirst) {
                if (visit.status().isLive() && visit.time().end().isAfter(now)) {
                    ahead.addFirst(visit);
                } else if (visit.progress().cancelReason() != CancellationReason.RESCHEDULED) {
                    behind.add(visit);
                }
            }
            return new Visits(ahead, behind);
        }

        Visits nearest(int limit) {
            return new Visits(
                    ahead.stream().limit(limit).toList(),
                    behind.stream().limit(limit).toList());
        }

        boolean isEmpty() {
            return ahead.isEmpty() && behind.isEmpty();
        }
    }

    private final Agenda agenda;
    private final Patients patients;

    PatientVisitPages(Agenda agenda, Patients patients) {
        this.agenda = agenda;
        this.patients = patients;
    }

    @Bean
    static PatientPanel visitsPanel() {
        return new PatientPanel(20, "Visits", "visits", Permission.SEE_SCHEDULE, true);
    }

    @GetMapping("/patients/{id}/visits")
    String visits(@PathVariable String id, Actor actor, @ModelAttribute(binding = false) Shell shell, Model model) {
        var patient = PatientId.of(id);
        model.addAttribute("visits", of(patient, actor, shell));
        model.addAttribute("frame", patients.frame(patient, "visits", actor));
        return "care/scheduling/patient";
    }

    @GetMapping("/patients/{id}/visits/card")
    String card(@PathVariable String id, Actor actor, @ModelAttribute(binding = false) Shell shell, Model model) {
        var patient = PatientId.of(id);
        model.addAttribute("visits", of(patient, actor, shell).nearest(ON_CARD));
        model.addAttribute("patient", patient);
        return "care/scheduling/card";
    }

    private Visits of(PatientId patient, Actor actor, Shell shell) {
        return Visits.of(agenda.ofPatient(patient, MOST, actor), shell.time().now());
    }
}
