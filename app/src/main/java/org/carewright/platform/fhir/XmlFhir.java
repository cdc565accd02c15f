package org.carewright.platform.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;

/** FHIR's XML, turned into its JSON and back by HAPI; made when the first client asks for it. */
final class XmlFhir {

    private static volatile @Nullable FhirContext context;

    private XmlFhir() {}

    static String toXml(String json) {
        return context()
                .newXmlParser()
                .encodeResourceToString(context().newJsonParser().parseResource(json));
    }

    /** @throws FhirRefusal if the text is no resource in XML; what R4 does not know is not read past in silence */
    static byte[] toJson(byte[] xml) {
        try {
            var resource = context()
                    .newXmlParser()
                    .setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(new String(xml, StandardCharsets.UTF_8));
            return context().newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new FhirRefusal(
                    400,
                    List.of(new Issue("", "structure", "is no valid resource in FHIR's XML; check it, or send JSON")));
        }
    }

    private static synchronized FhirContext context() {
        if (context == null) {
            context = FhirContext.forR4();
        }
        return Objects.requireNonNull(context);
    }
}
