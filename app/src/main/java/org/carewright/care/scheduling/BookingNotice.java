package org.carewright.care.scheduling;

import java.util.List;
import org.carewright.platform.types.Actor;

/** Plug-in: what could spoil a visit, shown on its booking ("authorization pending", "device out of service"). */
public interface BookingNotice {

    /** Notices for one visit; called inside the transaction that reads it. */
    List<Notice> notices(AppointmentId appointment, Actor actor);

    /**
     * @param severity how much it threatens the visit
     * @param words one sentence
     * @param remedy label of the act that mends it
     * @param remedyPath where that is done
     */
    record Notice(Severity severity, String words, String remedy, String remedyPath) {}

    /** A stop needs an answer before the visit; a warning may wait. */
    enum Severity {
        STOP,
        WARNING,
        INFORMATION
    }
}
