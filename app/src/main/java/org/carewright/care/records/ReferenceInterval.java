package org.carewright.care.records;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is usual for a measurement.
 *
 * @param unit UCUM code the limits are in
 * @param sex {@code male} or {@code female} where it matters
 * @param ageFrom whole years, or null
 * @param ageTo first year of age for which it no longer holds, or null
 */
record ReferenceInterval(
        String codeSystem,
        String code,
        String unit,
        @Nullable String sex,
        @Nullable Integer ageFrom,
        @Nullable Integer ageTo,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        @Nullable BigDecimal criticalLow,
        @Nullable BigDecimal criticalHigh) {

    /** @param years age, or null when the birth date is unknown: then only an interval for any age holds */
    boolean holdsFor(@Nullable String patientSex, @Nullable Integer years) {
        return (sex == null || sex.equals(patientSex))
                && (ageFrom == null || (years != null && years >= ageFrom))
                && (ageTo == null || (years != null && years < ageTo));
    }
}
