package org.carewright.foundation.patients;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a patient is and how to reach her: all that is kept about the person herself.
 *
 * @param names the first is the one in use; never empty
 * @param birthDate null when unknown
 * @param multipleBirth whether known to be a twin or triplet
 * @param deceasedAt null when alive, or when the time of death is unknown
 * @param telecoms in the order in which to try them
 * @param addresses the first is the one in use
 * @param language BCP-47, or null when nobody asked
 * @param confidentialReason why the record is closed to all but the treating staff; null when it is not
 */
public record Demographics(
        List<HumanName> names,
        @Nullable BirthDate birthDate,
        AdministrativeGender gender,
        BirthSex birthSex,
        boolean multipleBirth,
        boolean deceased,
        @Nullable Instant deceasedAt,
        List<ContactPoint> telecoms,
        List<Address> addresses,
        @Nullable String language,
        boolean interpreterNeeded,
        ContactPreferences preferences,
        @Nullable String confidentialReason) {

    /** Stands in place of the reason for those who may not see the chart; given back, it leaves the reason as it is. */
    static final String WITHHELD = "the reason is shown to those who may see the chart";

    public Demographics {
        names = names.stream().filter(name -> !name.isEmpty()).toList();
        telecoms = telecoms.stream().filter(way -> !way.value().isEmpty()).toList();
        addresses = addresses.stream().filter(address -> !address.isEmpty()).toList();
    }

    /** The least that a person can be known by. */
    public static Demographics of(HumanName name, @Nullable BirthDate birthDate, AdministrativeGender gender) {
        return new Demographics(
                List.of(name),
                birthDate,
                gender,
                BirthSex.UNKNOWN,
                false,
                false,
                null,
                List.of(),
                List.of(),
                null,
                false,
                ContactPreferences.NONE,
                null);
    }

    Demographics withConfidentialReason(@Nullable String reason) {
        return new Demographics(
                names,
                birthDate,
                gender,
                birthSex,
                multipleBirth,
                deceased,
                deceasedAt,
                telecoms,
                addresses,
                language,
                interpreterNeeded,
                preferences,
                reason);
    }

    /** The same person, who no longer wants to be reached in this way. */
    public Demographics refusing(ContactPreferences.Channel channel) {
        return new Demographics(
                names,
                birthDate,
                gender,
                birthSex,
                multipleBirth,
                deceased,
                deceasedAt,
                telecoms,
                addresses,
                language,
                interpreterNeeded,
                preferences.refusing(channel),
                confidentialReason);
    }

    /** With what FHIR has no words for taken from a record that stands. */
    Demographics keeping(Demographics standing) {
        return new Demographics(
                names,
                birthDate,
                gender,
                birthSex,
                multipleBirth,
                deceased,
                deceasedAt,
                telecoms,
                addresses,
                language,
                standing.interpreterNeeded,
                standing.preferences,
                standing.confidentialReason);
    }

    Demographics withholdingReason() {
        return confidentialReason == null ? this : withConfidentialReason(WITHHELD);
    }

    /** The name in use. */
    public HumanName name() {
        return names.getFirst();
    }
}
