package org.carewright.care.series;

import java.util.List;
import org.carewright.care.scheduling.AppointmentId;
import org.carewright.care.scheduling.BookingNotice;
import org.carewright.platform.types.Actor;
import org.springframework.stereotype.Component;

/** Says on a visit that it is one of several. */
@Component
class SeriesNotice implements BookingNotice {

    private final SeriesStore store;

    SeriesNotice(SeriesStore store) {
        this.store = store;
    }

    @Override
    public List<Notice> notices(AppointmentId appointment, Actor actor) {
        return store
                .findPlace(appointment)
                .map(place -> new Notice(
                        Severity.INFORMATION,
                        "Visit " + place.number() + " of " + place.of() + " of a series.",
                        "See the series",
                        "/schedule/series/" + place.series()))
                .stream()
                .toList();
    }
}
