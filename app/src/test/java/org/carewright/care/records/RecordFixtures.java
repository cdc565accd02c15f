package org.carewright.care.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;

/** Charts for tests: resources as FHIR JSON, imported for a site. */
public class RecordFixtures {

    private final RecordsImport imports;
    private final ImportStore store;

    RecordFixtures(RecordsImport imports, ImportStore store) {
        this.imports = imports;
        this.store = store;
    }

    /** Imports files as an administrator would. */
    public ImportReport importFiles(SiteId site, Path... paths) {
        return importFiles(RecordsImport.DEFAULT_SOURCE, site, paths);
    }

    ImportReport importFiles(String source, SiteId site, Path... paths) {
        try (var sources = RecordsImport.Sources.of(List.of(paths))) {
            return imports.importAll(sources, source, administrator(site), site, bytes -> {});
        }
    }

    /** The row of a resource of the usual source. */
    public static ResourceId idOf(String type, String logicalId) {
        return ResourceId.of(RecordsImport.DEFAULT_SOURCE, type, logicalId);
    }

    /** Imports resources as one NDJSON file. */
    public ImportReport importLines(SiteId site, String... resources) {
        return importFile(site, ".ndjson", String.join("\n", resources));
    }

    public ImportReport importFile(SiteId site, String suffix, String text) {
        try {
            var file = Files.createTempFile("records", suffix);
            Files.writeString(file, text, StandardCharsets.UTF_8);
            try {
                return importFiles(site, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Patient nobody else is, to be imported with {@link #importLines}. */
    public static String patient(String logicalId) {
        return """
                {"resourceType":"Patient","id":"%s","name":[{"family":"F%s","given":["Ada"]}],"gender":"female","birthDate":"1957-03-04"}""".formatted(logicalId, logicalId.replace("-", ""));
    }

    /** A potassium in mmol/L. */
    public static String potassium(String logicalId, String patient, String value, String issued) {
        return """
                {"resourceType":"Observation","id":"%s","status":"final","category":[{"coding":[{"code":"laboratory"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"2823-3","display":"Potassium"}],"text":"Potassium"},"subject":{"reference":"Patient/%s"},"effectiveDateTime":"%s","issued":"%s","valueQuantity":{"value":%s,"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"}}""".formatted(logicalId, patient, issued, issued, value);
    }

    /** @param start a FHIR date or moment, or empty */
    public static String carePlan(String logicalId, String patient, String status, String start) {
        var period = start.isEmpty() ? "" : ",\"period\":{\"start\":\"%s\"}".formatted(start);
        return """
                {"resourceType":"CarePlan","id":"%s","status":"%s","intent":"plan","title":"Diabetes self management","subject":{"reference":"Patient/%s"}%s}""".formatted(logicalId, status, patient, period);
    }

    /** Diabetes. */
    public static String condition(String logicalId, String patient, String status, String recorded) {
        return """
                {"resourceType":"Condition","id":"%s","clinicalStatus":{"coding":[{"code":"%s"}]},"code":{"text":"Type 2 diabetes mellitus"},"subject":{"reference":"Patient/%s"},"recordedDate":"%s"}""".formatted(logicalId, status, patient, recorded);
    }

    /** A visit elsewhere that is over. */
    public static String encounter(String logicalId, String patient, String from, String until) {
        return """
                {"resourceType":"Encounter","id":"%s","status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/%s"},"period":{"start":"%s","end":"%s"}}""".formatted(logicalId, patient, from, until);
    }

    public static String freshId() {
        return UUID.randomUUID().toString();
    }

    /** Whose record the Patient resource became. */
    public PatientId patientOf(String logicalId) {
        var patient =
                store.patients(Set.of(logicalId), RecordsImport.DEFAULT_SOURCE).get(logicalId);
        if (patient == null) {
            throw new AssertionError("Patient/" + logicalId + " is not here");
        }
        return patient;
    }

    static Actor administrator(SiteId site) {
        return new Actor(
                UserId.fresh(),
                "Importer",
                Set.of(Role.ADMINISTRATOR),
                Set.of(site),
                new Origin("test", "HOPERAT", "local"));
    }
}
