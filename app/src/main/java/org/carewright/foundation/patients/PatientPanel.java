package org.carewright.foundation.patients;

import org.carewright.platform.types.Permission;

/**
 * A tab of the patient page, contributed by another module as a bean.
 *
 * <p>The module serves {@code /patients/{id}/{slug}} as a page: it asks {@link Patients#frame} for the frame, puts it into
 * the model as {@code frame}, and its template wraps its content in {@code foundation.patients.frame}. With a card, it
 * serves {@code /patients/{id}/{slug}/card} too: a short HTML fragment shown on the overview tab.
 *
 * @param order position, smaller first; the overview is 0, demographics 80, history 90
 * @param title what a person reads
 * @param slug last part of the path
 * @param permission who sees it
 * @param card whether there is a card for the overview
 */
public record PatientPanel(int order, String title, String slug, Permission permission, boolean card) {}
