package org.carewright.platform.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.carewright.platform.types.Issue;
import org.jspecify.annotations.Nullable;

/** FHIR's XML, turned into its JSON and back by HAPI; made when the first client asks for it. */
final class XmlFhir {

    /** Less than the 100 at which Java itself gives up. */
    private static final int DEEPEST = 90;

    private static final int MOST_ELEMENTS = 500_000;

    private static final Pattern POSITION = Pattern.compile("Line number = (\\d+)\\s+Column number = (\\d+)");
    private static final Pattern ELEMENT = Pattern.compile("(?:element|attribute)[= ]['\"](\\w+)");

    private static volatile @Nullable FhirContext context;

    private XmlFhir() {}

    static String toXml(String json) {
        return context()
                .newXmlParser()
                .encodeResourceToString(context().newJsonParser().parseResource(json));
    }

    /** @throws FhirRefusal if the text is no resource in XML; what R4 does not know is not read past in silence */
    static byte[] toJson(byte[] xml) {
        var text = new String(xml, StandardCharsets.UTF_8);
        requireReadable(text);
        try {
            var resource = context()
                    .newXmlParser()
                    .setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(text);
            return context().newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw refusal(
                    "structure",
                    "is no valid resource in FHIR's XML" + where(Objects.requireNonNullElse(e.getMessage(), ""))
                            + "; check it, or send JSON");
        }
    }

    /** Asked first: HAPI takes a minute over what is nested a hundred thousand deep. */
    private static void requireReadable(String xml) {
        int depth = 0;
        int elements = 0;
        try {
            var reader = xml().createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext() && depth <= DEEPEST && elements <= MOST_ELEMENTS) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        elements++;
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    default -> {}
                }
            }
            if (depth > DEEPEST || elements > MOST_ELEMENTS) {
                throw refusal(
                        "too-costly",
                        "is nested deeper, or has more parts, than any record" + where(reader.getLocation())
                                + "; split or shorten it");
            }
        } catch (XMLStreamException e) {
            throw refusal("structure", "is no whole, valid XML" + where(e.getLocation()) + "; check it, or send JSON");
        }
    }

    /** Taken from HAPI's words, which also hold what the resource says. */
    private static String where(String words) {
        var position = POSITION.matcher(words);
        var element = ELEMENT.matcher(words);
        return (position.find() ? " at line " + position.group(1) + ", column " + position.group(2) : "")
                + (element.find() ? ", element " + element.group(1) : "");
    }

    private static String where(@Nullable Location at) {
        return at == null ? "" : " at line " + at.getLineNumber() + ", column " + at.getColumnNumber();
    }

    private static FhirRefusal refusal(String code, String message) {
        return new FhirRefusal(400, List.of(new Issue("", code, message)));
    }

    private static XMLInputFactory xml() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static synchronized FhirContext context() {
        if (context == null) {
            context = FhirContext.forR4();
        }
        return Objects.requireNonNull(context);
    }
}
