package org.carewright.overview.desk;

import java.util.Map;
import org.carewright.platform.web.Live;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sees to it that what is open is what the record says. The triggers keep it so; what was written past them, or by a
 * trigger that a module forgot, is found here.
 */
@Service
class OpenLoopCheck {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLoopCheck.class);

    private final OpenLoopStore store;
    private final Live live;

    OpenLoopCheck(OpenLoopStore store, Live live) {
        this.store = store;
        this.live = live;
    }

    /**
     * Compares the table with the view, and brings it up to date where they differ.
     *
     * @return how many loops of each rule differed
     */
    @Transactional
    public Map<String, Long> mend() {
        store.renewCalendars();
        var differences = store.differences();
        if (!differences.isEmpty()) {
            store.renew();
            live.changed("desk");
            LOG.warn(
                    "The table open_loop differed from the record in {} loops and is brought up to date: {}",
                    differences.values().stream().mapToLong(Long::longValue).sum(),
                    differences);
        }
        return differences;
    }
}
