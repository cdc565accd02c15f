package org.carewright.foundation.patients;

import org.jspecify.annotations.Nullable;

/**
 * What a person looks for.
 *
 * @param text any parts of name, birth date, phone or number, in any order; empty lists everybody
 * @param gender only these, or null
 * @param deceasedToo whether the dead are listed
 * @param page from 0
 */
public record PatientQuery(
        String text, @Nullable AdministrativeGender gender, boolean deceasedToo, Sort sort, int page) {

    /** The order of the list; a search for something goes by likeness unless told otherwise. */
    public enum Sort {
        BEST,
        NAME,
        BIRTH_DATE
    }

    static final int PAGE_SIZE = 50;

    public PatientQuery {
        text = Text.clean(text);
        page = Math.max(page, 0);
    }

    public static PatientQuery of(String text) {
        return new PatientQuery(text, null, true, Sort.BEST, 0);
    }
}
