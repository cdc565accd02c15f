package org.carewright.care.outreach;

/** A link that was mistyped, cut short by a mail program, or made up. Its page says so in the patient's words. */
public final class DeadLink extends RuntimeException {

    private static final long serialVersionUID = 1;

    DeadLink() {
        super("no such link");
    }
}
