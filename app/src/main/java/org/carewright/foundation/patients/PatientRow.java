package org.carewright.foundation.patients;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.platform.types.Identifier;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.SiteId;
import org.jspecify.annotations.Nullable;

/** A patient as the columns have it; the JSON of the view {@code patient_document}. */
record PatientRow(
        UUID id,
        String mrn,
        List<HumanName> names,
        @Nullable LocalDate birthDate,
        BirthDate.Precision birthPrecision,
        AdministrativeGender gender,
        BirthSex birthSex,
        boolean multipleBirth,
        boolean deceased,
        @Nullable Instant deceasedAt,
        List<ContactPoint> telecoms,
        List<Address> addresses,
        @Nullable String language,
        boolean interpreterNeeded,
        ContactPreferences.@Nullable Channel preferredChannel,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietUntil,
        Set<ContactPreferences.Channel> doNotContact,
        @Nullable String confidentialReason,
        @Nullable UUID mergedInto,
        int version,
        List<Identifier> identifiers,
        List<UUID> sites,
        @Nullable String sortName,
        @Nullable Collection<String> searchKeys) {

    static PatientRow of(Patient patient) {
        var person = patient.demographics();
        var born = person.birthDate();
        return new PatientRow(
                patient.id().value(),
                patient.mrn(),
                person.names(),
                born == null ? null : born.date(),
                born == null ? BirthDate.Precision.DAY : born.precision(),
                person.gender(),
                person.birthSex(),
                person.multipleBirth(),
                person.deceased(),
                person.deceasedAt(),
                person.telecoms(),
                person.addresses(),
                person.language(),
                person.interpreterNeeded(),
                person.preferences().preferred(),
                person.preferences().quietFrom(),
                person.preferences().quietUntil(),
                person.preferences().doNotContact(),
                person.confidentialReason(),
                patient.mergedInto() == null ? null : patient.mergedInto().value(),
                patient.version(),
                patient.identifiers(),
                patient.sites().stream().map(SiteId::value).toList(),
                String.join(
                        " ",
                        Words.of(person.name().family() + " " + person.name().given())),
                new TreeSet<>(PatientKeys.all(person, patient.identifiers())));
    }

    Patient patient() {
        return new Patient(
                new PatientId(id),
                mrn,
                new Demographics(
                        names,
                        birthDate == null ? null : new BirthDate(birthDate, birthPrecision),
                        gender,
                        birthSex,
                        multipleBirth,
                        deceased,
                        deceasedAt,
                        telecoms,
                        addresses,
                        language,
                        interpreterNeeded,
                        new ContactPreferences(preferredChannel, quietFrom, quietUntil, doNotContact),
                        confidentialReason),
                identifiers,
                sites.stream().map(SiteId::new).collect(Collectors.toSet()),
                mergedInto == null ? null : new PatientId(mergedInto),
                version);
    }
}
