package org.carewright.care.scheduling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.LocalDate;
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
import org.carewright.care.scheduling.ResourceStore.Site;
import org.carewright.foundation.directory.VisitTypeId;
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

        Map<LocalDate, List<Named>> practitionersByDay(
                SiteId site, @Nullable String specialty, LocalDate first, LocalDate last) {
            return kept(
                    () -> store.practitionersByDay(site, specialty, first, last),
                    "practitioners",
                    site,
                    specialty,
                    first,
                    last);
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

        /** @param words the question, as far as the answer depends on it */
        @SuppressWarnings("unchecked") // one question has answers of one type
        private <T> T kept(Supplier<T> read, @Nullable Object... words) {
            var question = new Question(version, Arrays.asList(words));
            return (T) Objects.requireNonNull(answers.get(question, unasked -> read.get()));
        }
    }
}
