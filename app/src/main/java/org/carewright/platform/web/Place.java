package org.carewright.platform.web;

import org.carewright.platform.types.Permission;

/**
 * An entry of the left rail; a module contributes one as a bean.
 *
 * @param order position, smaller first
 * @param title what a person reads
 * @param path where it leads
 * @param icon name of a symbol in the icon sprite
 * @param permission who sees it
 */
public record Place(int order, String title, String path, String icon, Permission permission) {}
