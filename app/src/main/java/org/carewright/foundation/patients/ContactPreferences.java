package org.carewright.foundation.patients;

import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to be reached, and how not.
 *
 * @param preferred the way to try first, or null when nobody asked
 * @param quietFrom start of the hours without calls and messages, local time of the site; null together with the end
 * @param quietUntil end of them; may be earlier than the start, for hours over midnight
 * @param doNotContact ways that are refused
 */
public record ContactPreferences(
        @Nullable Channel preferred,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietUntil,
        Set<Channel> doNotContact) {

    /** A way in which the clinic reaches people. */
    public enum Channel {
        PHONE,
        SMS,
        EMAIL,
        LETTER,
        PORTAL
    }

    public static final ContactPreferences NONE = new ContactPreferences(null, null, null, Set.of());

    public ContactPreferences {
        var refused = EnumSet.noneOf(Channel.class); // keeps one order
        refused.addAll(doNotContact);
        doNotContact = Collections.unmodifiableSet(refused);
    }

    ContactPreferences refusing(Channel channel) {
        var refused = EnumSet.of(channel);
        refused.addAll(doNotContact);
        return new ContactPreferences(channel == preferred ? null : preferred, quietFrom, quietUntil, refused);
    }
}
