package org.carewright.care.scheduling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.carewright.care.scheduling.Availability.Difference;
import org.carewright.care.scheduling.Availability.WeeklyHours;
import org.carewright.care.scheduling.ResourceStore.Named;
import org.carewright.care.scheduling.ResourceStore.Person;
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.foundation.directory.VisitTypeId;
import org.carewright.openings.Horizon;
import org.carewright.openings.TimeSet;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the directory says of what can be booked and when. It is asked for with each booking and changes rarely, so an
 * answer is kept for as long as the directory's version stands; to know that costs one small query.
 */
@Component
class Resources {

    private static final int MOST_KEPT = 1_000;
    private static final Duration LONGEST_KEPT = Duration.ofHours(1);

    private record Question(long version, List<@Nullable Object> words) {}

    /**
     * Somebody who can be booked at a site.
     *
     * @param open when she works there in a role that fits, whether the site is open or not
     */
    record Bookable(Person person, TimeSet open) {}

    private final ResourceStore store;
    private final Cache<Question, Object> answers = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(LONGEST_KEPT)
            .build();

    Resources(ResourceStore store) {
        this.store = store;
    }

    /** As the present transaction sees the directory now. */
    Known known() {
        return new Known(store.directoryVersion());
    }

    /** One version of the directory. The answers are as those of {@link ResourceStore}, and not to be changed. */
    final class Known {

        private final long version;

        private Known(long version) {
            this.version = version;
        }

        Optional<Site> findSite(SiteId site) {
            return kept(() -> store.findSite(site), "site", site);
        }

        Optional<SiteId> findSiteOfRoom(UUID room) {
            return kept(() -> store.findSiteOfRoom(room), "site of room", room);
        }

        List<VisitRules> rules() {
            return kept(store::rules, "rules");
        }

        Optional<VisitRules> findRules(VisitTypeId visitType) {
            return kept(() -> store.findRules(visitType), "rules", visitType);
        }

        List<WeeklyHours> siteHours(SiteId site) {
            return kept(() -> store.siteHours(site), "site hours", site);
        }

        Set<LocalDate> closures(SiteId site, LocalDate first, LocalDate last) {
            return kept(() -> store.closures(site, first, last), "closures", site, first, last);
        }

        List<Named> practitioners(SiteId site, @Nullable String specialty, Set<String> skills, LocalDate day) {
            return kept(
                    () -> store.practitioners(site, specialty, skills, day, day),
                    "practitioners",
                    site,
                    specialty,
                    skills,
                    day);
        }

        Map<UUID, List<WeeklyHours>> practitionerHours(SiteId site, Set<UUID> practitioners) {
            return kept(() -> store.practitionerHours(site, practitioners), "hours", site, practitioners);
        }

        Map<UUID, List<Difference>> differences(SiteId site, Set<UUID> practitioners, LocalDate first, LocalDate last) {
            return kept(
                    () -> store.differences(site, practitioners, first, last),
                    "differences",
                    site,
                    practitioners,
                    first,
                    last);
        }

        List<Named> rooms(SiteId site, Set<String> features) {
            return kept(() -> store.rooms(site, features), "rooms", site, features);
        }

        List<Named> devices(SiteId site, String kind) {
            return kept(() -> store.devices(site, kind), "devices", site, kind);
        }

        /** Who has the skills and a role of the specialty at the site, of any if it is null. */
        List<Bookable> people(Site site, @Nullable String specialty, Set<String> skills, Horizon horizon) {
            return kept(
                    () -> {
                        var people = store.people(site.id(), specialty, skills);
                        var ids = people.stream()
                                .map(person -> person.named().id())
                                .toList();
                        var roles = store.roleDays(site.id(), specialty);
                        var hours = store.practitionerHours(site.id(), ids);
                        var first = LocalDate.ofInstant(horizon.start(), site.zone());
                        var last = LocalDate.ofInstant(horizon.end(), site.zone());
                        var differences = store.differences(site.id(), ids, first, last);
                        return people.stream()
                                .map(person -> {
                                    var id = person.named().id();
                                    var roleDays = roles.getOrDefault(id, List.of());
                                    var weekly = hours.getOrDefault(id, List.of());
                                    var different = differences.getOrDefault(id, List.of());
                                    return new Bookable(
                                            person,
                                            OpenTimes.of(
                                                    horizon,
                                                    site.zone(),
                                                    day -> roleDays.stream().anyMatch(days -> days.contain(day))
                                                            ? Availability.works(day, site.zone(), weekly, different)
                                                            : List.of()));
                                })
                                .toList();
                    },
                    "people",
                    site,
                    specialty,
                    skills,
                    horizon);
        }

        TimeSet siteOpen(Site site, Horizon horizon) {
            return kept(
                    () -> {
                        var hours = store.siteHours(site.id());
                        var closures = store.closures(
                                site.id(),
                                LocalDate.ofInstant(horizon.start(), site.zone()),
                                LocalDate.ofInstant(horizon.end(), site.zone()));
                        return OpenTimes.of(
                                horizon, site.zone(), day -> Availability.open(day, site.zone(), hours, closures));
                    },
                    "site open",
                    site,
                    horizon);
        }

        /** Where visits may start that are aligned to so many minutes. */
        TimeSet starts(ZoneId zone, int minutes, Horizon horizon) {
            return kept(() -> OpenTimes.aligned(horizon, zone, minutes), "starts", zone, minutes, horizon);
        }

        /** @param words the question, as far as the answer depends on it */
        @SuppressWarnings("unchecked") // one question has answers of one type
        private <T> T kept(Supplier<T> read, @Nullable Object... words) {
            var question = new Question(version, Arrays.asList(words));
            return (T) Objects.requireNonNull(answers.get(question, unasked -> read.get()));
        }
    }
}
