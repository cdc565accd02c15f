package org.carewright.platform.audit;

import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Chains the committed rows. A row is sealed once it is visible, however long its transaction took, so late ones simply
 * come in a later seal. The queue is emptied and the seal written in one transaction: a crash loses neither.
 */
@Service
class AuditSeals {

    private static final Logger LOG = LoggerFactory.getLogger(AuditSeals.class);

    private static final int BATCH = 5_000;

    private final AuditStore store;
    private final AuditSigner signer;
    private final AuditAnchorFile file;
    private final Clock clock;

    AuditSeals(AuditStore store, AuditSigner signer, AuditAnchorFile file, Clock clock) {
        this.store = store;
        this.signer = signer;
        this.file = file;
        this.clock = clock;
    }

    /**
     * A batch that was sealed.
     *
     * @param hasMore whether more rows may be waiting than one batch takes
     */
    record Sealed(AuditAnchor anchor, boolean hasMore) {}

    /**
     * Seals one batch, unless another node is at it.
     *
     * @return how far the chain now reaches; empty if nothing was sealed
     */
    @Transactional
    public Optional<Sealed> seal() {
        if (!store.lockForSealing()) {
            return Optional.empty();
        }
        var taken = store.takeUnsealed(BATCH);
        var rows = taken.stream().filter(this::isGenuine).toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var last = store.findLastSeal();
        var seal = signer.seal(
                last.map(AuditSeal::number).orElse(0L) + 1,
                clock.instant(),
                last.map(AuditSeal::signature).orElse(Signature.NONE),
                rows);
        store.insert(seal);
        var anchor = signer.anchor(seal);
        store.save(anchor);
        return Optional.of(new Sealed(anchor, taken.size() == BATCH));
    }

    /**
     * Keeps the anchor of a committed seal in the file, if it continues the chain the file knows. Otherwise the file is
     * the evidence that something was cut off, and stays.
     */
    @Transactional(readOnly = true)
    public void anchor(AuditAnchor anchor) {
        var kept = file.read().flatMap(AuditAnchor::parse);
        var continued = kept.isEmpty()
                || store.findSeal(kept.get().number())
                        .filter(seal -> seal.signature().equals(kept.get().seal()))
                        .isPresent();
        if (continued) {
            file.write(anchor);
        } else {
            LOG.error("The audit trail does not continue what the anchor file knows; run: carewright audit verify");
        }
    }

    private boolean isGenuine(SignedEvent row) {
        var genuine = signer.isGenuine(row);
        if (!genuine) {
            LOG.error(
                    "Audit row {} was not written by Carewright and is not sealed",
                    row.event().id());
        }
        return genuine;
    }
}
