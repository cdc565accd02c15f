package org.carewright.foundation.directory;

import java.time.LocalDate;

/**
 * A day on which a site is closed.
 *
 * @param name what people call it
 * @param holiday a public holiday, which the law does not count as a weekday; any other closure is the site's own
 */
public record Closure(LocalDate day, String name, boolean holiday) {}
