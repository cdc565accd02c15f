package org.carewright.platform.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sees to it that the trail has a partition for each month that is written to; safe with several nodes. */
@Service
class AuditMonths {

    private static final int MONTHS_AHEAD = 3;

    private final AuditStore store;
    private final Clock clock;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    AuditMonths(AuditStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Adds this month and the next few, at each start and every day. */
    @Transactional
    public void ensureAhead() {
        var current = month(clock.instant());
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            store.addMonth(current.plusMonths(ahead).atDay(1));
        }
    }

    /** In a transaction of its own, because it must stay even when the caller's does not. Almost always does nothing. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void add(YearMonth month) {
        store.addMonth(month.atDay(1));
        known.add(month);
    }

    boolean knows(YearMonth month) {
        return known.contains(month);
    }

    static YearMonth month(Instant moment) {
        return YearMonth.from(moment.atZone(ZoneOffset.UTC));
    }
}
