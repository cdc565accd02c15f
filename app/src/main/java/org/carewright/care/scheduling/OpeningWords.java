package org.carewright.care.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.carewright.care.scheduling.Openings.Conflict;
import org.carewright.care.scheduling.Openings.Constraint;
import org.carewright.care.scheduling.Openings.Relaxation;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.web.PeopleTime;

/**
 * Says why there is no opening, and what would give one.
 *
 * @param practitioner name of the one who is wished, or empty
 */
record OpeningWords(
        VisitRules rules,
        Wishes wishes,
        String practitioner,
        Map<SiteId, Site> sites,
        Function<ZoneId, PeopleTime> clocks) {

    /** One sentence, such as "No room with a treadmill is free before Mon Dec 14." */
    String conflict(Conflict conflict) {
        if (conflict.constraints().contains(Constraint.HORIZON)) {
            return "%s can be booked at most %d days ahead.".formatted(rules.name(), rules.horizonDays());
        }
        var site = site(conflict.site());
        if (!conflict.missing().isEmpty()) {
            return site.name() + " has no "
                    + String.join(
                            " and no ",
                            conflict.missing().stream().sorted().map(this::kind).toList())
                    + " for " + rules.name() + ".";
        }
        var scarce = conflict.constraints().stream()
                .filter(OpeningWords::isScarce)
                .sorted()
                .toList();
        var closed = conflict.constraints().contains(Constraint.SITE_HOURS);
        var wished = conflict.constraints().contains(Constraint.WISHED_TIMES);
        var words = scarce.isEmpty()
                ? closed ? site.name() + " is closed" : "No visit can start"
                : scarce.size() == 1 ? alone(scarce.getFirst()) : together(scarce);
        return words
                + (closed && !scarce.isEmpty() ? " while " + site.name() + " is open" : "")
                + (wished ? " at the wished " + wishedTimes() : "")
                + until(conflict.until(), site)
                + ".";
    }

    /** What to do without, such as "With any practitioner". */
    String easing(Relaxation relaxation) {
        var words = relaxation.dropped().stream()
                .sorted()
                .map(dropped -> switch (dropped) {
                    case PRACTITIONER -> "with any practitioner";
                    case SEX -> "with a man or a woman";
                    case LANGUAGE -> "in another language";
                    case WEEKDAYS -> "on any day";
                    case HOURS -> "at any hour";
                    case SITE -> "at " + site(relaxation.first().site()).name();
                })
                .toList();
        var sentence = String.join(", ", words);
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** When and with whom. */
    String opening(Opening opening) {
        var time = time(site(opening.site()));
        var when = time.moment(opening.time().start());
        return opening.practitionerName().isEmpty() ? when : when + " with " + opening.practitionerName();
    }

    /** Whether it is somebody or something, rather than hours. */
    private static boolean isScarce(Constraint constraint) {
        return constraint != Constraint.SITE_HOURS && constraint != Constraint.WISHED_TIMES;
    }

    private String alone(Constraint constraint) {
        return switch (constraint) {
            case PATIENT -> "The patient has other visits all the time";
            case PRACTITIONER ->
                practitioner.isEmpty() ? "No " + kind(constraint) + " is free" : practitioner + " is not free";
            case TEAM -> "Never are " + kind(constraint) + " free together";
            default -> "No " + kind(constraint) + " is free";
        };
    }

    private String together(List<Constraint> scarce) {
        var words = scarce.stream()
                .map(constraint -> switch (constraint) {
                    case PATIENT -> "the patient";
                    case TEAM -> kind(constraint);
                    case PRACTITIONER -> practitioner.isEmpty() ? "a " + kind(constraint) : practitioner;
                    default -> "a " + kind(constraint);
                })
                .toList();
        var last = words.getLast();
        var all = String.join(", ", words.subList(0, words.size() - 1)) + " and " + last + " are never free together";
        return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1);
    }

    /** What is needed, with the wishes that limit it. */
    private String kind(Constraint constraint) {
        return switch (constraint) {
            case PRACTITIONER -> {
                var words = new ArrayList<String>();
                if (wishes.sex() != null) {
                    words.add(wishes.sex());
                }
                words.add("practitioner");
                if (wishes.language() != null) {
                    words.add("who speaks " + language(wishes.language()));
                }
                yield String.join(" ", words);
            }
            case TEAM -> rules.practitioners() + " practitioners";
            case ROOM ->
                rules.roomFeatures().isEmpty()
                        ? "room"
                        : "room with "
                                + String.join(
                                        " and ",
                                        rules.roomFeatures().stream().sorted().toList());
            case DEVICE -> Objects.requireNonNull(rules.deviceKind());
            case PATIENT -> "time of the patient";
            case SITE_HOURS, WISHED_TIMES, HORIZON -> throw new IllegalArgumentException(constraint.name());
        };
    }

    private String wishedTimes() {
        return wishes.limitDays() && wishes.limitHours() ? "days and hours" : wishes.limitDays() ? "days" : "hours";
    }

    private String until(Optional<Instant> next, Site site) {
        var time = time(site);
        return next.map(at -> " before " + time.day(LocalDate.ofInstant(at, site.zone())))
                .orElse(" in all the months that can be searched");
    }

    private PeopleTime time(Site site) {
        return clocks.apply(site.zone());
    }

    private Site site(SiteId id) {
        return Objects.requireNonNull(sites.get(id));
    }

    static String language(String code) {
        return Locale.forLanguageTag(code).getDisplayLanguage(Locale.US);
    }
}
