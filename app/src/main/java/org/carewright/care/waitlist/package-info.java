/**
 * The waitlist: who wants a visit sooner than there is a time, and the times that others give back.
 *
 * <p>{@link org.carewright.care.waitlist.Waitlist} is the face. Whatever becomes free is offered by itself to whom it suits
 * best: held, told by text message or e-mail, taken by a link, and offered to the next when the answer is no or none comes. One
 * offer at a time for a slot, because the hold takes it; one for a patient. Staff call those who cannot be sent anything.
 *
 * <p>Published: the view {@code waitlist_loop}.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.access",
            "platform.audit",
            "platform.jobs",
            "foundation.directory",
            "foundation.patients",
            "foundation.clocks",
            "care.scheduling",
            "care.outreach"
        })
@NullMarked
package org.carewright.care.waitlist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
