package org.carewright.platform.types;

/** Nothing is there under this identifier, or nothing this person may know of. */
public final class NotFound extends RuntimeException {

    private final String what;

    /** @param what the kind of thing, never its content: {@code "appointment"} */
    public NotFound(String what) {
        super("no such " + what);
        this.what = what;
    }

    NotFound(String what, Throwable cause) {
        super("no such " + what, cause);
        this.what = what;
    }

    public String what() {
        return what;
    }
}
