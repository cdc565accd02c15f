package org.carewright.foundation.patients;

import org.jspecify.annotations.Nullable;

/**
 * What a person looks for.
 *
 * @param text any parts of name, birth date, phone or number, in any order; empty lists everybody
 * @param gender only these, or null
 * @param deceasedToo whether the dead are listed
 * @param descending whether the order is the other way round; the best match is always first
 */
public record PatientQuery(
        String text,
        @Nullable AdministrativeGender gender,
        boolean deceasedToo,
        Sort sort,
        boolean descending,
        int offset,
        int limit) {

    /** The order of the list; a search for something goes by likeness unless told otherwise. */
    public enum Sort {
        BEST,
        NAME,
        BIRTH_DATE
    }

    public PatientQuery {
        text = Text.clean(text);
    }

    public static PatientQuery of(String text, int limit) {
        return new PatientQuery(text, null, true, Sort.BEST, false, 0, limit);
    }
}
