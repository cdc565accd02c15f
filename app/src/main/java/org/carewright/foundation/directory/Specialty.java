package org.carewright.foundation.directory;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.carewright.platform.types.Coding;

/** The specialties to choose from: a selection of the NUCC Health Care Provider Taxonomy, which US Core prescribes. */
public enum Specialty {
    FAMILY_MEDICINE("207Q00000X", "Family medicine"),
    INTERNAL_MEDICINE("207R00000X", "Internal medicine"),
    PEDIATRICS("208000000X", "Pediatrics"),
    OBSTETRICS_GYNECOLOGY("207V00000X", "Obstetrics and gynecology"),
    CARDIOLOGY("207RC0000X", "Cardiovascular disease"),
    ENDOCRINOLOGY("207RE0101X", "Endocrinology, diabetes and metabolism"),
    GASTROENTEROLOGY("207RG0100X", "Gastroenterology"),
    HEMATOLOGY_ONCOLOGY("207RH0003X", "Hematology and oncology"),
    NEPHROLOGY("207RN0300X", "Nephrology"),
    PULMONOLOGY("207RP1001X", "Pulmonary disease"),
    RHEUMATOLOGY("207RR0500X", "Rheumatology"),
    NEUROLOGY("2084N0400X", "Neurology"),
    PSYCHIATRY("2084P0800X", "Psychiatry"),
    DERMATOLOGY("207N00000X", "Dermatology"),
    OPHTHALMOLOGY("207W00000X", "Ophthalmology"),
    OTOLARYNGOLOGY("207Y00000X", "Otolaryngology"),
    UROLOGY("208800000X", "Urology"),
    SURGERY("208600000X", "Surgery"),
    ORTHOPAEDIC_SURGERY("207X00000X", "Orthopaedic surgery"),
    ANESTHESIOLOGY("207L00000X", "Anesthesiology"),
    EMERGENCY_MEDICINE("207P00000X", "Emergency medicine"),
    HOSPITALIST("208M00000X", "Hospital medicine"),
    REHABILITATION("208100000X", "Physical medicine and rehabilitation"),
    RADIOLOGY("2085R0202X", "Diagnostic radiology"),
    NURSE_PRACTITIONER("363L00000X", "Nurse practitioner"),
    PHYSICIAN_ASSISTANT("363A00000X", "Physician assistant"),
    MIDWIFE("367A00000X", "Midwife, advanced practice"),
    REGISTERED_NURSE("163W00000X", "Registered nurse"),
    PRACTICAL_NURSE("164W00000X", "Licensed practical nurse"),
    CASE_MANAGER("171M00000X", "Case manager or care coordinator"),
    SOCIAL_WORKER("104100000X", "Social worker"),
    PSYCHOLOGIST("103T00000X", "Psychologist"),
    DIETITIAN("133V00000X", "Registered dietitian"),
    PHARMACIST("183500000X", "Pharmacist"),
    PHYSICAL_THERAPIST("225100000X", "Physical therapist"),
    OCCUPATIONAL_THERAPIST("225X00000X", "Occupational therapist"),
    SPEECH_PATHOLOGIST("235Z00000X", "Speech-language pathologist"),
    RADIOLOGIC_TECHNOLOGIST("247100000X", "Radiologic technologist"),
    PODIATRIST("213E00000X", "Podiatrist"),
    OPTOMETRIST("152W00000X", "Optometrist"),
    INTERPRETER("171R00000X", "Interpreter");

    public static final String SYSTEM = "http://nucc.org/provider-taxonomy";

    private static final Map<String, Specialty> BY_CODE =
            Arrays.stream(values()).collect(toUnmodifiableMap(specialty -> specialty.code, Function.identity()));

    private final String code;
    private final String display;

    Specialty(String code, String display) {
        this.code = code;
        this.display = display;
    }

    public Coding coding() {
        return new Coding(SYSTEM, code, display);
    }

    static Optional<Coding> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code)).map(Specialty::coding);
    }

    static List<Coding> codings() {
        return Arrays.stream(values()).map(Specialty::coding).toList();
    }
}
