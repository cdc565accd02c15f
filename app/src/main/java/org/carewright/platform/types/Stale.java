package org.carewright.platform.types;

/** Somebody else changed the record since this form was loaded; nothing was written. */
public final class Stale extends RuntimeException {

    /** @param what the kind of thing, never its content */
    public Stale(String what) {
        super("the " + what + " was changed by someone else in the meantime");
    }
}
