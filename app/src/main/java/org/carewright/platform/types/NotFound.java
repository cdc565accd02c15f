package org.carewright.platform.types;

/** Nothing is there under this identifier, or nothing this person may know of. */
public final class NotFound extends RuntimeException {

    /** @param what the kind of thing, never its content: {@code "appointment"} */
    public NotFound(String what) {
        super("no such " + what);
    }

    NotFound(String what, Throwable cause) {
        super("no such " + what, cause);
    }
}
