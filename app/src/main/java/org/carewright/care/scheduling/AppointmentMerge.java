package org.carewright.care.scheduling;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.carewright.foundation.patients.PatientMerge;
import org.carewright.platform.types.PatientId;
import org.springframework.stereotype.Component;

/** When two records of one person become one, her visits move along. */
@Component
class AppointmentMerge implements PatientMerge {

    private final AppointmentStore appointments;
    private final BookingStore bookings;

    AppointmentMerge(AppointmentStore appointments, BookingStore bookings) {
        this.appointments = appointments;
        this.bookings = bookings;
    }

    @Override
    public String what() {
        return "appointments";
    }

    @Override
    public long count(PatientId from) {
        return appointments.count(from);
    }

    @Override
    public List<String> obstacles(PatientId from, PatientId into) {
        var format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
        return bookings.clashes(from, into).stream()
                .map(start -> "Both records have a visit at the same time, " + format.format(start)
                        + ": move or cancel one of them first.")
                .toList();
    }

    @Override
    public List<String> move(PatientId from, PatientId into) {
        var moved = appointments.movePatient(from, into);
        bookings.movePatient(moved, into);
        appointments.relink(into);
        return moved.stream().map(AppointmentId::toString).toList();
    }

    @Override
    public int restore(List<String> moved, PatientId from, PatientId into) {
        var given = moved.stream().map(AppointmentId::of).toList();
        var restored = appointments.restorePatient(given, from, into);
        bookings.movePatient(restored, from);
        appointments.relink(from);
        appointments.relink(into);
        return (int) restored.stream().filter(given::contains).count();
    }
}
