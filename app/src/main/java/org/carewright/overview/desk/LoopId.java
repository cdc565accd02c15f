package org.carewright.overview.desk;

import java.util.UUID;
import org.carewright.platform.types.Id;

/**
 * Names an open loop: the rule that sees it and the thing it is about.
 *
 * @param rule id of the clock rule, such as {@code result-unreviewed}
 * @param subject id of the appointment, result, pair… in its own module
 */
record LoopId(String rule, UUID subject) {

    static LoopId of(String rule, String subject) {
        return new LoopId(rule, Id.parse(subject));
    }

    String path() {
        return "/desk/loops/" + rule + "/" + subject;
    }
}
