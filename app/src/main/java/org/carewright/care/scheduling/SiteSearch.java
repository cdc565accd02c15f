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
import org.carewright.care.scheduling.GroupStore.Group;
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
     * @param groups that are booked already, if it is a group visit
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
            Map<UUID, TimeSet> taken,
            List<Group> groups) {}

    /**
     * Who shall come.
     *
     * @param taken when she has other visits
     * @param seenBy practitioners who have seen her, the most recent first
     */
    record Patient(UUID id, TimeSet taken, List<UUID> seenBy) {}

    private final Offer offer;
    private final @Nullable Patient patient;
    private final Instant now;
    private final List<Person> people;
    private final TimeSet wished;
    /** What must be met, in the order of the search's needs. */
    private final List<Constraint> constraints;

    private final Map<Constraint, Need> needs = new EnumMap<>(Constraint.class);
    private final OpeningSearch search;

    /** @param patient null if it is not known yet who shall come */
    SiteSearch(Offer offer, @Nullable Patient patient, Wishes wishes, Instant now) {
        this.offer = offer;
        this.patient = patient;
        this.now = now;
        var rules = offer.rules();
        var bookable = offer.people().stream()
                .filter(one -> fits(one.person(), wishes))
                .toList();
        this.people = bookable.stream().map(Bookable::person).toList();
        var never = TimeSet.none(offer.horizon());
        var always = TimeSet.always(offer.horizon());
        needs.put(Constraint.SITE_HOURS, Need.within(offer.open(), never));
        var limited = wishes.limitDays() || wishes.limitHours();
        this.wished = limited ? OpenTimes.of(offer.horizon(), offer.site().zone(), wishes) : always;
        var last = rules.horizon(now);
        if (last != null) {
            var soon = TimeSet.none(offer.horizon());
            soon.add(0, offer.horizon().floor(last.plus(rules.length())));
            needs.put(Constraint.HORIZON, Need.within(soon, never));
        }
        if (limited) {
            needs.put(Constraint.WISHED_TIMES, Need.within(wished, never));
        }
        if (patient != null) {
            needs.put(Constraint.PATIENT, Need.within(always, patient.taken()));
        }
        if (rules.needsPractitioner()) {
            needs.put(Constraint.PRACTITIONER, need(ResourceKind.PRACTITIONER, 1, candidates(bookable)));
        }
        if (rules.practitioners() > 1) {
            needs.put(
                    Constraint.TEAM,
                    need(ResourceKind.PRACTITIONER, rules.practitioners(), candidates(offer.people())));
        }
        if (rules.needsRoom()) {
            needs.put(Constraint.ROOM, need(ResourceKind.ROOM, 1, candidates(offer.rooms(), always)));
        }
        if (rules.deviceKind() != null) {
            needs.put(Constraint.DEVICE, need(ResourceKind.DEVICE, 1, candidates(offer.devices(), always)));
        }
        this.constraints = List.copyOf(needs.keySet());
        this.search = new OpeningSearch(Horizon.slots(rules.length()), offer.starts(), List.copyOf(needs.values()));
    }

    /**
     * The first openings of these days, at most so many, none in the past. Groups that can be joined are offered before a
     * new one is begun.
     */
    List<Opening> first(LocalDate from, LocalDate until, int limit) {
        var first = firstSlot(from);
        var end = endSlot(until);
        var joinable = offer.groups().stream()
                .filter(group -> canJoin(group, first, end))
                .limit(limit)
                .map(this::opening)
                .toList();
        var fresh = search.first(first, end, limit - joinable.size()).stream().map(this::opening);
        return Stream.concat(joinable.stream(), fresh)
                .sorted(Comparator.comparing(opening -> opening.time().start()))
                .toList();
    }

    /** Every start of these days, none in the past; of a group that can be joined its own. */
    TimeSet starts(LocalDate from, LocalDate until) {
        var all = TimeSet.none(offer.horizon());
        var first = firstSlot(from);
        var end = endSlot(until);
        search.each(first, end, start -> {
            all.add(start, start + 1);
            return true;
        });
        offer.groups().stream()
                .filter(group -> canJoin(group, first, end))
                .map(group -> offer.horizon().floor(group.time().start()))
                .forEach(start -> all.add(start, start + 1));
        return all;
    }

    private boolean canJoin(Group group, int first, int end) {
        var start = offer.horizon().floor(group.time().start());
        var over = offer.horizon().ceil(group.time().end());
        return group.seat(offer.rules().capacity()).isPresent()
                && start >= first
                && over <= end
                && wished.covers(start, over)
                && (!offer.rules().needsPractitioner()
                        || people.stream().anyMatch(one -> one.named().id().equals(group.practitioner())))
                && (patient == null
                        || (!group.patients().contains(patient.id())
                                && !patient.taken().meets(start, over)));
    }

    private Opening opening(Group group) {
        var leader = people.stream()
                .filter(one -> one.named().id().equals(group.practitioner()))
                .findFirst();
        var room = offer.rooms().stream()
                .filter(one -> one.id().equals(group.room()))
                .findFirst();
        return new Opening(
                offer.site().id(),
                group.time(),
                leader.map(one -> new PractitionerId(one.named().id())).orElse(null),
                leader.map(one -> one.named().name()).orElse(""),
                leader.isPresent() ? Choice.ONLY : Choice.NONE,
                room.map(one -> new RoomId(one.id())).orElse(null),
                room.map(Named::name).orElse(""),
                List.of(),
                offer.rules().capacity() - group.taken().size());
    }

    /** Why there is none in these days. */
    List<Conflict> conflicts(LocalDate from, LocalDate until) {
        return search.conflicts(firstSlot(from), endSlot(until)).stream()
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

    private int firstSlot(LocalDate from) {
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

    private Need need(ResourceKind kind, int count, List<Candidate> candidates) {
        var buffer = offer.rules().buffer(kind);
        return new Need(candidates, count, Horizon.slots(buffer.before()), Horizon.slots(buffer.after()));
    }

    private List<Candidate> candidates(List<Bookable> some) {
        return some.stream()
                .map(one -> new Candidate(one.open(), taken(one.person().named())))
                .toList();
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
                        .toList(),
                0);
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
