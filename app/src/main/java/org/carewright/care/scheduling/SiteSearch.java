package org.carewright.care.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.care.scheduling.Opening.Choice;
import org.carewright.care.scheduling.Openings.Conflict;
import org.carewright.care.scheduling.Openings.Constraint;
import org.carewright.care.scheduling.ResourceStore.Named;
import org.carewright.care.scheduling.ResourceStore.Person;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.care.scheduling.Resources.Bookable;
import org.carewright.foundation.directory.DeviceId;
import org.carewright.foundation.directory.PractitionerId;
import org.carewright.foundation.directory.RoomId;
import org.carewright.openings.Horizon;
import org.carewright.openings.Need;
import org.carewright.openings.Need.Candidate;
import org.carewright.openings.OpeningSearch;
import org.carewright.openings.TimeSet;
import org.carewright.platform.types.Interval;
import org.jspecify.annotations.Nullable;

/** The search for times of one type of visit at one site, from what was read before. */
final class SiteSearch {

    /**
     * What a site offers to a type of visit.
     *
     * @param starts where its visits may start
     * @param open when the site is open
     * @param people who fit the type of visit; likewise the rooms and devices, the preferred first
     * @param taken when each of them is taken
     */
    record Offer(
            Site site,
            VisitRules rules,
            Horizon horizon,
            TimeSet starts,
            TimeSet open,
            List<Bookable> people,
            List<Named> rooms,
            List<Named> devices,
            Map<UUID, TimeSet> taken) {}

    /**
     * Who shall come.
     *
     * @param taken when she has other visits
     * @param seenBy practitioners who have seen her, the most recent first
     */
    record Patient(TimeSet taken, List<UUID> seenBy) {}

    private final Offer offer;
    private final @Nullable Patient patient;
    private final List<Person> people;
    /** What must be met, in the order of the search's needs. */
    private final List<Constraint> constraints;

    private final Map<Constraint, Need> needs = new EnumMap<>(Constraint.class);
    private final OpeningSearch search;

    /** @param patient null if it is not known yet who shall come */
    SiteSearch(Offer offer, @Nullable Patient patient, Wishes wishes) {
        this.offer = offer;
        this.patient = patient;
        var rules = offer.rules();
        var bookable = offer.people().stream()
                .filter(one -> fits(one.person(), wishes))
                .toList();
        this.people = bookable.stream().map(Bookable::person).toList();
        var never = TimeSet.none(offer.horizon());
        var always = TimeSet.always(offer.horizon());
        needs.put(Constraint.SITE_HOURS, Need.within(offer.open(), never));
        if (wishes.limitDays() || wishes.limitHours()) {
            var wished = OpenTimes.of(offer.horizon(), offer.site().zone(), wishes);
            needs.put(Constraint.WISHED_TIMES, Need.within(wished, never));
        }
        if (patient != null) {
            needs.put(Constraint.PATIENT, Need.within(always, patient.taken()));
        }
        if (rules.needsPractitioner()) {
            needs.put(
                    Constraint.PRACTITIONER,
                    need(bookable.stream()
                            .map(one ->
                                    new Candidate(one.open(), taken(one.person().named())))
                            .toList()));
        }
        if (rules.needsRoom()) {
            needs.put(Constraint.ROOM, need(candidates(offer.rooms(), always)));
        }
        if (rules.deviceKind() != null) {
            needs.put(Constraint.DEVICE, need(candidates(offer.devices(), always)));
        }
        this.constraints = List.copyOf(needs.keySet());
        this.search = new OpeningSearch(Horizon.slots(rules.length()), offer.starts(), List.copyOf(needs.values()));
    }

    /** The first openings of these days, at most so many, none before {@code now}. */
    List<Opening> first(LocalDate from, LocalDate until, Instant now, int limit) {
        return search.first(firstSlot(from, now), endSlot(until), limit).stream()
                .map(this::opening)
                .toList();
    }

    /** Why there is none in these days. */
    List<Conflict> conflicts(LocalDate from, LocalDate until, Instant now) {
        return search.conflicts(firstSlot(from, now), endSlot(until)).stream()
                .map(places -> {
                    var together =
                            places.stream().map(constraints::get).collect(Collectors.toCollection(this::noConstraints));
                    var missing = together.stream().filter(this::isMissing).collect(Collectors.toSet());
                    return new Conflict(offer.site().id(), together, missing, next(together, endSlot(until)));
                })
                .toList();
    }

    /** When these are free together next; only the hours at which anybody can come count. */
    private Optional<Instant> next(Set<Constraint> together, int from) {
        var places = Stream.of(together, EnumSet.of(Constraint.SITE_HOURS, Constraint.WISHED_TIMES))
                .flatMap(Set::stream)
                .distinct()
                .filter(constraints::contains)
                .map(constraints::indexOf)
                .toList();
        return search.only(places).first(from, offer.horizon().slots(), 1).stream()
                .findFirst()
                .map(offer.horizon()::instant);
    }

    private EnumSet<Constraint> noConstraints() {
        return EnumSet.noneOf(Constraint.class);
    }

    private boolean isMissing(Constraint constraint) {
        return Objects.requireNonNull(needs.get(constraint)).candidates().isEmpty();
    }

    private int firstSlot(LocalDate from, Instant now) {
        var start = from.atStartOfDay(offer.site().zone()).toInstant();
        return offer.horizon().ceil(start.isBefore(now) ? now : start);
    }

    private int endSlot(LocalDate until) {
        return offer.horizon()
                .floor(until.plusDays(1).atStartOfDay(offer.site().zone()).toInstant());
    }

    private static boolean fits(Person person, Wishes wishes) {
        return (wishes.practitioner() == null
                        || wishes.practitioner().value().equals(person.named().id()))
                && (wishes.sex() == null || wishes.sex().equals(person.sex()))
                && (wishes.language() == null || person.languages().contains(wishes.language()));
    }

    private Need need(List<Candidate> candidates) {
        return new Need(
                candidates,
                1,
                Horizon.slots(offer.rules().before()),
                Horizon.slots(offer.rules().after()));
    }

    private List<Candidate> candidates(List<Named> all, TimeSet always) {
        return all.stream().map(one -> new Candidate(always, taken(one))).toList();
    }

    private TimeSet taken(Named one) {
        return Objects.requireNonNull(offer.taken().get(one.id()));
    }

    private Opening opening(int start) {
        var able = able(Constraint.PRACTITIONER, people, start);
        var known = patient == null
                ? Optional.<Person>empty()
                : patient.seenBy().stream()
                        .flatMap(id ->
                                able.stream().filter(one -> one.named().id().equals(id)))
                        .findFirst();
        var chosen = known.or(() -> able.stream().min(leastBusy(start)));
        var rank = chosen.map(person -> person.named().rank()).orElse(0);
        var room = DayPlan.inTurn(able(Constraint.ROOM, offer.rooms(), start), Named::rank, rank)
                .findFirst();
        return new Opening(
                offer.site().id(),
                Interval.of(offer.horizon().instant(start), offer.rules().length()),
                chosen.map(person -> new PractitionerId(person.named().id())).orElse(null),
                chosen.map(person -> person.named().name()).orElse(""),
                choice(able, known),
                room.map(one -> new RoomId(one.id())).orElse(null),
                room.map(Named::name).orElse(""),
                able(Constraint.DEVICE, offer.devices(), start).stream()
                        .limit(1)
                        .map(device -> new DeviceId(device.id()))
                        .toList());
    }

    private static Choice choice(List<Person> able, Optional<Person> known) {
        return switch (able.size()) {
            case 0 -> Choice.NONE;
            case 1 -> Choice.ONLY;
            default -> known.isPresent() ? Choice.KNOWN : Choice.LEAST_BUSY;
        };
    }

    /** Those of a constraint's candidates who can serve; none if nothing of it is needed. */
    private <T> List<T> able(Constraint constraint, List<T> candidates, int start) {
        var place = constraints.indexOf(constraint);
        return place < 0
                ? List.of()
                : search.able(place, start).stream().map(candidates::get).toList();
    }

    /** Those with the least to do on the day of a start before the others. */
    private Comparator<Person> leastBusy(int start) {
        var zone = offer.site().zone();
        var day = Availability.day(LocalDate.ofInstant(offer.horizon().instant(start), zone), zone);
        var from = offer.horizon().floor(day.start());
        var until = offer.horizon().ceil(day.end());
        return Comparator.comparing((Person person) -> taken(person.named()).count(from, until))
                .thenComparing(person -> person.named().name());
    }
}
