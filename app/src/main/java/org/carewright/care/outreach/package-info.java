/**
 * Messages to patients about their visits: how each may be reached, what was sent, and the links by which she answers.
 *
 * <p>{@link org.carewright.care.outreach.Outreach} is the face. It chooses the way a patient wants (text message or e-mail,
 * English or Spanish, outside her quiet hours), hands the message to the outbox and keeps that it was sent (FHIR R4
 * Communication). Other modules say what there is to tell, and answer what comes back: each message carries one signed link
 * under {@code /l}, and a page behind it belongs to the module that sent it. Nothing clinical stands in a message.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform.types",
            "platform.db",
            "platform.web",
            "platform.access",
            "platform.audit",
            "platform.jobs",
            "platform.secrets",
            "foundation.directory",
            "foundation.patients"
        })
@NullMarked
package org.carewright.care.outreach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
