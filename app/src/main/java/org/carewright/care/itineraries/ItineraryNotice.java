package org.carewright.care.itineraries;

import java.util.List;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.BookingNotice;
import org.carewright.platform.types.Actor;
import org.springframework.stereotype.Component;

/** Says on a visit that others belong to it. */
@Component
class ItineraryNotice implements BookingNotice {

    private final ItineraryStore store;

    ItineraryNotice(ItineraryStore store) {
        this.store = store;
    }

    @Override
    public List<Notice> notices(AppointmentId appointment, Actor actor) {
        return store
                .findPlace(appointment)
                .map(place -> new Notice(
                        Severity.INFORMATION,
                        "One of " + place.of() + " visits that belong together.",
                        "See them",
                        "/schedule/itineraries/" + place.itinerary()))
                .stream()
                .toList();
    }
}
