package org.carewright.overview.desk;

import java.util.List;
import org.carewright.foundation.patients.PatientPanel;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Csv;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Place;
import org.carewright.platform.web.PlaceKeys;
import org.carewright.platform.web.Shell;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** The desk as a list to work down, as a file, and as a tab of a patient's page. */
@Controller
class DeskPages {

    private final Desk desk;
    private final DeskView view;
    private final Patients patients;

    DeskPages(Desk desk, DeskView view, Patients patients) {
        this.desk = desk;
        this.view = view;
        this.patients = patients;
    }

    @Bean
    static Place deskPlace() {
        return new Place(10, "Desk", "/desk", "desk", Permission.SEE_DESK);
    }

    @Bean
    static PatientPanel loopsPanel() {
        return new PatientPanel(5, "Open loops", "loops", Permission.SEE_DESK, true);
    }

    @Bean
    static PlaceKeys deskKeys() {
        return new PlaceKeys(
                "the desk",
                List.of(
                        new PlaceKeys.Key("j k", "Next and previous loop, opened beside the list"),
                        new PlaceKeys.Key("↵", "Open the loop that has the focus"),
                        new PlaceKeys.Key("r", "The remedy: go where the closing fact is made"),
                        new PlaceKeys.Key("a", "Assign it to yourself, or give it back"),
                        new PlaceKeys.Key("s", "Snooze it, or wake it"),
                        new PlaceKeys.Key("h", "Hand it off to a colleague"),
                        new PlaceKeys.Key("c", "Log a contact attempt"),
                        new PlaceKeys.Key("e", "Write a note"),
                        new PlaceKeys.Key("u", "Undo what you did last"),
                        new PlaceKeys.Key("n", "Write a task")));
    }

    @GetMapping("/desk")
    String desk(ListQuery query, Actor actor, @ModelAttribute(binding = false) Shell shell, Model model) {
        view.show(query, actor, shell, model);
        return "overview/desk/desk";
    }

    @GetMapping("/desk.csv")
    ResponseEntity<byte[]> csv(ListQuery query, Actor actor) {
        return Csv.<OpenLoop>of("desk")
                .column("Kind", OpenLoop::kind)
                .column(
                        "Patient",
                        loop -> loop.patient() == null ? "" : loop.patient().name())
                .column(
                        "MRN",
                        loop -> loop.patient() == null ? "" : loop.patient().mrn())
                .column("Open", OpenLoop::title)
                .column("Why", OpenLoop::words)
                .column("Site", OpenLoop::siteName)
                .column("Harm", loop -> Params.code(loop.severity()))
                .column("Opened", OpenLoop::openedAt)
                .column("Due", loop -> loop.dueAt() == null ? "" : loop.dueAt())
                .column("Owner", loop -> loop.work().ownerName())
                .download(desk.list(DeskQuery.of(query.all()), actor).loops());
    }

    @GetMapping("/patients/{id}/loops")
    String ofPatient(@PathVariable String id, Actor actor, Model model) {
        var patient = PatientId.of(id);
        model.addAttribute("loops", desk.ofPatient(patient, actor));
        model.addAttribute("frame", patients.frame(patient, "loops", actor));
        return "overview/desk/patient";
    }

    @GetMapping("/patients/{id}/loops/card")
    String card(@PathVariable String id, Actor actor, Model model) {
        var patient = PatientId.of(id);
        model.addAttribute("loops", desk.ofPatient(patient, actor));
        model.addAttribute("path", "/patients/" + patient + "/loops");
        return "overview/desk/card";
    }
}
