package org.carewright.care.reminders;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.carewright.platform.types.Interval;

/** Visits as calendar programs read them (RFC 5545). */
final class CalendarFile {

    static final String TYPE = "text/calendar; charset=utf-8";

    private CalendarFile() {}

    /**
     * A visit.
     *
     * @param root what it keeps being called by, however often it is moved
     * @param moves how often it was: a program takes the higher for the newer
     */
    record Event(UUID root, int moves, Interval time, String summary, String location, boolean cancelled) {}

    static String of(Collection<Event> events, Instant now) {
        var calendar = new Calendar();
        calendar.add(new ProdId("-//Carewright//Carewright//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        events.forEach(event -> calendar.add(component(event, now)));
        var text = new StringWriter();
        try {
            new CalendarOutputter().output(calendar, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static VEvent component(Event event, Instant now) {
        var component = new VEvent(new PropertyList());
        component.add(new Uid("visit-" + event.root() + "@carewright"));
        component.add(new DtStamp(now));
        component.add(new Sequence(event.moves()));
        component.add(new DtStart<>(event.time().start()));
        component.add(new DtEnd<>(event.time().end()));
        component.add(new Summary(event.summary()));
        component.add(new Location(event.location()));
        component.add(event.cancelled() ? ImmutableStatus.VEVENT_CANCELLED : ImmutableStatus.VEVENT_CONFIRMED);
        return component;
    }
}
