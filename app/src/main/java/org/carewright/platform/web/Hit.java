package org.carewright.platform.web;

/**
 * One answer of a {@link SearchProvider}.
 *
 * @param subtitle a second line, or empty
 * @param icon name of a symbol in the icon sprite
 */
public record Hit(String title, String subtitle, String href, String icon) {}
