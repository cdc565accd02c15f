package org.carewright.platform.web;

import java.util.Arrays;
import org.carewright.platform.types.Permission;

/**
 * An entry of the left rail; a module contributes one as a bean.
 *
 * @param order position, smaller first; it also says the {@link Group}
 * @param title what a person reads
 * @param path where it leads
 * @param icon name of a symbol in the icon sprite
 * @param permission who sees it
 */
public record Place(int order, String title, String path, String icon, Permission permission) {

    /** A titled part of the rail: the places whose order is at least {@link #from}. */
    public enum Group {
        WORK("Work", 0),
        PEOPLE("People", 100),
        PAYERS("Payers", 200),
        CLINIC("Clinic", 300),
        FOOT("", 900);

        private final String title;
        private final int from;

        Group(String title, int from) {
            this.title = title;
            this.from = from;
        }

        public String title() {
            return title;
        }

        public int from() {
            return from;
        }
    }

    public Group group() {
        return Arrays.stream(Group.values())
                .filter(group -> group.from() <= order)
                .reduce(Group.WORK, (lower, higher) -> higher);
    }

    /** Whether a page under this path belongs to the place. */
    public boolean holds(String page) {
        return page.equals(path) || page.startsWith(path + "/");
    }
}
