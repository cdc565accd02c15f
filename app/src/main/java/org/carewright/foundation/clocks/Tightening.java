package org.carewright.foundation.clocks;

import org.carewright.platform.types.SiteId;

/**
 * A site's own, stricter amount for a limit, in the limit's unit.
 *
 * @param rule id of the rule
 * @param stage of the limit
 * @param reason why, for those who wonder
 */
public record Tightening(String rule, String stage, SiteId site, int amount, String reason) {}
