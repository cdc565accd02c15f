package org.carewright.care.outreach;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as a patient reads them, by the clock of the site. */
public final class Spoken {

    private static final Locale SPANISH = Locale.of("es", "US");

    private Spoken() {}

    /** "Tuesday, November 17 at 9:00 AM", "martes, 17 de noviembre a las 9:00 a. m." */
    public static String moment(Instant at, ZoneId zone, String language) {
        var format = language.equals("es")
                ? DateTimeFormatter.ofPattern("EEEE, d 'de' MMMM 'a las' h:mm a", SPANISH)
                : DateTimeFormatter.ofPattern("EEEE, MMMM d 'at' h:mm a", Locale.US);
        return format.format(at.atZone(zone));
    }

    /** "9:00 AM" */
    public static String time(Instant at, ZoneId zone, String language) {
        return DateTimeFormatter.ofPattern("h:mm a", language.equals("es") ? SPANISH : Locale.US)
                .format(at.atZone(zone));
    }
}
