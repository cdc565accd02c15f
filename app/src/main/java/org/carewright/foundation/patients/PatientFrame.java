package org.carewright.foundation.patients;

import java.util.ArrayList;
import java.util.List;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Permission;
import org.carewright.platform.web.Tab;

/**
 * What stands around every page about a patient: the header and the tabs. Templates wrap their content in
 * {@code foundation.patients.frame}.
 *
 * @param tabs those of the actor's roles; where this record is closed to her, the page behind a tab says how to open it
 * @param cards panels that have a card on the overview, and of which this actor may read this record
 * @param mayEdit whether this actor may change the record
 */
public record PatientFrame(
        Patient patient, List<Tab> tabs, List<PatientPanel> cards, boolean mayEdit, boolean mayMerge) {

    public PatientFrame {
        tabs = List.copyOf(tabs);
        cards = List.copyOf(cards);
    }

    static PatientFrame of(
            Patient patient, String slug, List<PatientPanel> panels, List<PatientPanel> cards, Actor actor) {
        var path = "/patients/" + patient.id();
        var tabs = new ArrayList<Tab>();
        tabs.add(Tab.of("Overview", path, slug.isEmpty()));
        panels.stream()
                .filter(panel -> actor.may(panel.permission()))
                .forEach(panel -> tabs.add(Tab.of(
                        panel.title(), path + "/" + panel.slug(), panel.slug().equals(slug))));
        return new PatientFrame(
                patient, tabs, cards, actor.may(Permission.EDIT_PATIENT), actor.may(Permission.MERGE_PATIENTS));
    }

    /** The address of the patient's page, without slash at the end. */
    public String path() {
        return "/patients/" + patient.id();
    }
}
