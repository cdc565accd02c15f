package org.carewright.foundation.terminology;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import org.carewright.foundation.terminology.Incoming.Heading;
import org.carewright.platform.types.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The code systems that come with the program; where they are from and their licences stand in {@code NOTICE.md}. */
@Component
class ShippedCodes {

    static final String HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
    static final String PLACE_OF_SERVICE =
            "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set";

    private static final Logger LOG = LoggerFactory.getLogger(ShippedCodes.class);

    /**
     * One of them. Its file beside this class has the lines that {@link ConceptLines} writes, gzipped, so that they go
     * into the database as they are and the first start does not wait for them.
     */
    enum Shipped {
        ICD_10_CM(
                "icd10cm.copy.gz",
                Icd10Cm.SYSTEM,
                "2022",
                "ICD-10-CM",
                "National Center for Health Statistics; Centers for Medicare & Medicaid Services",
                "Public domain (U.S. government). FY 2022 as published by the CMS; chronic condition indicator by the"
                        + " AHRQ."),
        HCPCS_LEVEL_II(
                "hcpcs.copy.gz",
                HCPCS,
                "2025-10",
                "HCPCS Level II",
                "Centers for Medicare & Medicaid Services",
                "Public domain (U.S. government). Alpha-numeric file of October 2025 as published by the CMS. Level I,"
                        + " which is CPT, is not part of it."),
        PLACES_OF_SERVICE(
                "place-of-service.copy.gz",
                PLACE_OF_SERVICE,
                "20240502",
                "CMS place of service",
                "Centers for Medicare & Medicaid Services",
                "Public (CMS), as edited in HL7 Terminology (terminology.hl7.org), CC BY 4.0 where that is more than"
                        + " public domain.");

        private final String file;
        private final String url;
        private final String version;
        private final String title;
        private final String publisher;
        private final String copyright;

        Shipped(String file, String url, String version, String title, String publisher, String copyright) {
            this.file = file;
            this.url = url;
            this.version = version;
            this.title = title;
            this.publisher = publisher;
            this.copyright = copyright;
        }

        String file() {
            return file;
        }

        Heading heading() {
            try (var stream = open()) {
                var hash = CodeFile.contentHash(stream.readAllBytes(), title);
                return new Heading(url, version, title, publisher, copyright, hash);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The lines as they are to be written. */
        byte[] lines() {
            try (var stream = new GZIPInputStream(open())) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private InputStream open() {
            var stream = ShippedCodes.class.getResourceAsStream(file);
            if (stream == null) throw new IllegalStateException(file + " is missing in the program");
            return stream;
        }
    }

    private final Terminology terminology;

    ShippedCodes(Terminology terminology) {
        this.terminology = terminology;
    }

    /** Brings in what is not here yet. */
    void load(Actor actor) {
        for (var shipped : Shipped.values()) {
            var heading = shipped.heading();
            if (terminology.loadShipped(heading, shipped::lines, actor)) {
                LOG.info("Loaded the codes of {} {}", heading.title(), heading.version());
            }
        }
    }
}
