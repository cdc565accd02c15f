package org.carewright.platform.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** How an answer is written: JSON or XML, whole or narrowed, close or pretty. */
record Format(boolean xml, boolean pretty, Narrowing narrowing) {

    private static final MediaType JSON = new MediaType("application", "fhir+json", StandardCharsets.UTF_8);
    private static final MediaType XML = new MediaType("application", "fhir+xml", StandardCharsets.UTF_8);

    /** The address counts before the Accept header; where neither says, JSON. */
    static Format of(HttpServletRequest request) {
        return new Format(
                isXml(request.getParameter("_format"), request.getHeader(HttpHeaders.ACCEPT)),
                "true".equals(request.getParameter("_pretty")),
                Narrowing.of(request.getParameter("_elements"), request.getParameter("_summary")));
    }

    private static boolean isXml(@Nullable String format, @Nullable String accept) {
        if (format != null) {
            return format.toLowerCase(Locale.ROOT).contains("xml");
        }
        if (accept == null || !accept.contains("xml")) {
            return false;
        }
        try {
            double json = 0;
            double xml = 0;
            for (var type : MediaType.parseMediaTypes(accept)) {
                if (type.getSubtype().contains("json") || type.isWildcardType()) {
                    json = Math.max(json, type.getQualityValue());
                } else if (type.getSubtype().contains("xml")
                        && !type.getSubtype().contains("xhtml")) {
                    xml = Math.max(xml, type.getQualityValue());
                }
            }
            return xml > json;
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    MediaType mediaType() {
        return xml ? XML : JSON;
    }

    String write(String json) {
        var narrowed = narrowing.apply(json);
        if (xml) {
            return XmlFhir.toXml(narrowed);
        }
        return pretty ? FhirJson.read(narrowed).toPrettyString() : narrowed;
    }
}
