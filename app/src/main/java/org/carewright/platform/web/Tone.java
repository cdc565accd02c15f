package org.carewright.platform.web;

/** What a colour means; it never stands without a word or an icon. */
public enum Tone {
    NEUTRAL(""),
    /** Overdue, wrong, dangerous. */
    RED("is-red"),
    /** Soon, careful. */
    AMBER("is-amber"),
    /** Done, good. */
    GREEN("is-green"),
    /** Information. */
    BLUE("is-blue");

    private final String css;

    Tone(String css) {
        this.css = css;
    }

    public String css() {
        return css;
    }

    /** The icon that says the same without colour. */
    public String icon() {
        return switch (this) {
            case RED -> "error";
            case AMBER -> "warning";
            case GREEN -> "done";
            case BLUE, NEUTRAL -> "info";
        };
    }
}
