package org.carewright.platform.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.platform.audit.AuditVerdict.Broken;
import org.carewright.platform.audit.AuditVerdict.Whole;
import org.springframework.stereotype.Service;

/**
 * Proves that the trail is what Carewright wrote: every sealed row is there with its signature, every seal signs its rows
 * and the seal before, no row stands outside the seals, and the chain reaches as far as the anchors say.
 *
 * <p>It takes no transaction, because it may run for long beside the sealer.
 */
@Service
public class AuditVerification {

    /** Seals read at once; each holds about a second's rows. */
    private static final int SEALS = 50;

    private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private final AuditStore store;
    private final AuditSigner signer;
    private final AuditSeals seals;
    private final AuditAnchorFile file;

    AuditVerification(AuditStore store, AuditSigner signer, AuditSeals seals, AuditAnchorFile file) {
        this.store = store;
        this.signer = signer;
        this.seals = seals;
        this.file = file;
    }

    /** How many rows {@link #verify} will look at. */
    public long count(Optional<Instant> from, Optional<Instant> to) {
        return store.countSealed(from.orElse(BEGINNING), to.orElse(END));
    }

    /**
     * Checks the rows recorded in {@code [from, to)}; all of them where a limit is left out.
     *
     * @param progress told how many more rows were checked
     */
    public AuditVerdict verify(Optional<Instant> from, Optional<Instant> to, LongConsumer progress) {
        sealWaitingRows();
        var start = from.orElse(BEGINNING);
        var end = to.orElse(END);
        return Stream.of(
                        checkChain(start, end, progress),
                        findStray(start, end),
                        to.isPresent() ? Optional.<Broken>empty() : checkEnd())
                .flatMap(Optional::stream)
                .min(Comparator.comparing(Broken::at))
                .<AuditVerdict>map(Function.identity())
                .orElseGet(() -> new Whole(to.isEmpty() && file.read().isPresent()));
    }

    /** A command that wrote rows has no sealer. */
    private void sealWaitingRows() {
        while (seals.seal().filter(AuditSeals.Sealed::hasMore).isPresent()) {
            // until none waits
        }
    }

    private Optional<Broken> checkChain(Instant from, Instant to, LongConsumer progress) {
        var last = store.findLastSealBefore(to).orElse(0L);
        var number = store.findFirstSeal(from).orElse(last + 1) - 1;
        var signature = store.findSeal(number).map(AuditSeal::signature).orElse(Signature.NONE);
        while (number < last) {
            var batch = store.sealsAfter(number, Math.min(number + SEALS, last));
            if (batch.isEmpty()) {
                return Optional.of(missing(number + 1, store.findSeal(last).orElseThrow()));
            }
            var rows = rows(batch);
            for (var seal : batch) {
                if (seal.number() != number + 1) {
                    return Optional.of(missing(number + 1, seal));
                }
                var broken = check(seal, signature, rows);
                if (broken.isPresent()) {
                    return broken;
                }
                number = seal.number();
                signature = seal.signature();
                progress.accept(seal.events().size());
            }
        }
        return Optional.empty();
    }

    private Map<UUID, SignedEvent> rows(List<AuditSeal> batch) {
        var ids = batch.stream().flatMap(seal -> seal.events().stream()).toList();
        var first = batch.stream().map(AuditSeal::firstAt).min(Comparator.naturalOrder());
        var last = batch.stream().map(AuditSeal::lastAt).max(Comparator.naturalOrder());
        return store.events(ids, first.orElseThrow(), last.orElseThrow()).stream()
                .collect(Collectors.toMap(row -> row.event().id(), Function.identity()));
    }

    private Optional<Broken> check(AuditSeal seal, Signature before, Map<UUID, SignedEvent> written) {
        var rows = new ArrayList<SignedEvent>(seal.events().size());
        for (var id : seal.events()) {
            var row = written.get(id);
            if (row == null) {
                var elsewhere = !store.events(List.of(id), BEGINNING, END).isEmpty();
                return Optional.of(new Broken(
                        Optional.of(id),
                        seal.firstAt(),
                        "row " + id + (elsewhere ? " was moved to another time" : " is missing")));
            }
            if (!signer.isGenuine(row)) {
                return Optional.of(new Broken(Optional.of(id), row.event().recordedAt(), "row " + id + " was altered"));
            }
            rows.add(row);
        }
        return signer.isGenuine(seal, before, rows) ? Optional.empty() : Optional.of(altered(seal));
    }

    private static Broken altered(AuditSeal seal) {
        var first = seal.events().getFirst();
        return new Broken(
                Optional.of(first),
                seal.firstAt(),
                "seal " + seal.number() + ", which begins with row " + first + ", was altered or moved");
    }

    private static Broken missing(long number, AuditSeal next) {
        return new Broken(
                Optional.empty(),
                next.firstAt(),
                "seal " + number + " is missing before row " + next.events().getFirst());
    }

    /** Day by day, so that the database compares a bounded number of rows at a time. */
    private Optional<Broken> findStray(Instant from, Instant to) {
        var first = store.findFirst(from, to);
        while (first.isPresent()) {
            var next = first.get().plus(Duration.ofDays(1));
            var end = next.isBefore(to) ? next : to;
            var stray = store.findStray(first.get(), end);
            if (stray.isPresent()) {
                return stray.map(this::stray);
            }
            first = store.findFirst(end, to);
        }
        return Optional.empty();
    }

    private Broken stray(SignedEvent row) {
        var id = row.event().id();
        return new Broken(
                Optional.of(id),
                row.event().recordedAt(),
                "row " + id + (signer.isGenuine(row) ? " was taken out of the chain" : " was put in"));
    }

    /** Whether the last seals are there, as the anchors in the database and in the file say. */
    private Optional<Broken> checkEnd() {
        var last = store.findLastSeal();
        var inside = store.findAnchor();
        var outside = file.read();
        if (last.isEmpty() && inside.isEmpty() && outside.isEmpty()) {
            return Optional.empty();
        }
        var number = last.map(AuditSeal::number).orElse(0L);
        var at = last.map(AuditSeal::lastAt).orElse(BEGINNING);
        if (inside.filter(anchor -> anchor.number() == number && isInChain(anchor))
                .isEmpty()) {
            return Optional.of(new Broken(Optional.empty(), at, "what followed seal " + number + " was cut off"));
        }
        var anchored = outside.isEmpty()
                || outside.flatMap(AuditAnchor::parse).filter(this::isInChain).isPresent();
        return anchored
                ? Optional.empty()
                : Optional.of(new Broken(
                        Optional.empty(),
                        at,
                        "what followed seal " + number + " was cut off: the anchor file knows of more"));
    }

    private boolean isInChain(AuditAnchor anchor) {
        return signer.isGenuine(anchor)
                && store.findSeal(anchor.number())
                        .filter(seal -> seal.signature().equals(anchor.seal()))
                        .isPresent();
    }
}
