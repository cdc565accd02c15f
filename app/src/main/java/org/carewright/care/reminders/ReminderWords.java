package org.carewright.care.reminders;

import org.carewright.care.outreach.Letter.Wording;
import org.carewright.care.outreach.Spoken;
import org.carewright.foundation.directory.Site;

/** What patients are told of their visits: when and where, never what for or with whom. */
final class ReminderWords {

    private ReminderWords() {}

    static Wording of(ToldVisit visit, ReminderWindow.Kind kind, Site site, String language) {
        var when = Spoken.moment(visit.time().start(), site.zone(), language);
        var spanish = language.equals("es");
        return switch (kind) {
            case BOOKED ->
                spanish
                        ? new Wording(
                                "Su cita está reservada",
                                "Su cita es el " + when + where(visit, site, true) + ".",
                                "Para confirmarla o cambiarla:")
                        : new Wording(
                                "Your visit is booked",
                                "Your visit is on " + when + where(visit, site, false) + ".",
                                "To confirm or change it:");
            case BEFORE ->
                spanish
                        ? new Wording(
                                "Recordatorio de su cita",
                                "Le recordamos su cita el " + when + where(visit, site, true) + ".",
                                visit.confirmed() ? "Si algo cambia:" : "Por favor, confirme aquí:")
                        : new Wording(
                                "A reminder of your visit",
                                "You have a visit on " + when + where(visit, site, false) + ".",
                                visit.confirmed() ? "If anything changes:" : "Please confirm here:");
            case CANCELLED ->
                spanish
                        ? new Wording(
                                "Su cita fue cancelada",
                                "Tuvimos que cancelar su cita del " + when + ". Le llamaremos para acordar otra.",
                                "")
                        : new Wording(
                                "Your visit is called off",
                                "We had to call off your visit on " + when + ". We will call you about another one.",
                                "");
        };
    }

    private static String where(ToldVisit visit, Site site, boolean spanish) {
        return switch (visit.modality()) {
            case PHONE -> spanish ? ", por teléfono" : ", by telephone";
            case VIDEO -> spanish ? ", por video" : ", by video";
            case IN_PERSON -> site.address().isEmpty() ? "" : ", " + site.address() + ", " + site.city();
        };
    }
}
