package org.carewright.platform.web;

import gg.jte.Content;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.carewright.platform.types.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a page: who is signed in, the places she may go, the time as she reads it, the token that forms carry.
 *
 * @param actor who is signed in, or null before sign-in
 * @param places entries of the left rail this actor may open
 * @param path path of this request
 * @param csrfName name of the form field for the token
 * @param csrfToken the token
 * @param csrfHeader name of the header for the token
 * @param theme {@code light}, {@code dark} or {@code system}
 * @param narrowRail whether the rail shows icons only
 * @param sites the sites this actor may choose from
 * @param site the chosen one, or null for all of them
 * @param time in the chosen site's zone
 * @param toast what the page before wanted said, or null
 */
public record Shell(
        @Nullable Actor actor,
        List<Place> places,
        String path,
        String csrfName,
        String csrfToken,
        String csrfHeader,
        String theme,
        boolean narrowRail,
        List<SiteChoice> sites,
        @Nullable SiteChoice site,
        PeopleTime time,
        @Nullable Toast toast) {

    /** Whether this page belongs to the place, and to no other more closely: /schedule/today is Today, not Schedule. */
    public boolean isAt(Place place) {
        return place.holds(path)
                && places.stream()
                        .noneMatch(other -> other.holds(path)
                                && other.path().length() > place.path().length());
    }

    /** The same page told in another zone, for rows of another site. */
    public Shell in(ZoneId zone) {
        return new Shell(
                actor,
                places,
                path,
                csrfName,
                csrfToken,
                csrfHeader,
                theme,
                narrowRail,
                sites,
                site,
                new PeopleTime(time.now(), zone, time.locale()),
                toast);
    }

    /** "tomorrow 09:40", the exact value on hover. */
    public Content moment(Instant at) {
        return tag(at, time.moment(at));
    }

    /** "09:40" */
    public Content time(Instant at) {
        return tag(at, time.time(at));
    }

    /** "tomorrow 09:40–10:10" */
    public Content span(Instant from, Instant to) {
        return tag(from, time.span(from, to));
    }

    /** "due in 20 minutes", "2 days late" */
    public Content due(Instant at) {
        return tag(at, time.due(at));
    }

    /** "5 minutes ago" */
    public Content ago(Instant at) {
        return tag(at, time.ago(at));
    }

    /** "tomorrow", "Fri Nov 27" */
    public Content day(LocalDate date) {
        return tag(date.toString(), time.exact(date), time.day(date));
    }

    /** "Mar 4, 1958" */
    public Content date(LocalDate date) {
        return tag(date.toString(), time.exact(date), time.date(date));
    }

    /** "Mar 4, 1958 (68)" */
    public Content born(LocalDate birthDate) {
        return tag(birthDate.toString(), time.age(birthDate), time.born(birthDate));
    }

    private Content tag(Instant at, String words) {
        return tag(at.toString(), time.exact(at), words);
    }

    /** Safe without escaping: all three are made by {@link PeopleTime} and java.time. */
    private static Content tag(String machine, String exact, String words) {
        return output ->
                output.writeContent("<time datetime=\"" + machine + "\" title=\"" + exact + "\">" + words + "</time>");
    }
}
