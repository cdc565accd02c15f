-- What a source said of a patient in FHIR, whole, from a version of the patient on until there is a later row.
create table patient_resource (
    patient_id uuid    not null references patient,
    version    integer not null,
    source     text    not null check (source <> ''),
    content    jsonb   not null,
    primary key (patient_id, version)
);

-- The API searches by a number without saying whose it is.
create index patient_identifier_value on patient_identifier (value);
