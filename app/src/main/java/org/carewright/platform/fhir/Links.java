package org.carewright.platform.fhir;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carewright.platform.fhir.FhirReading.Page;
import org.springframework.web.util.UriComponentsBuilder;

/** The addresses of a page and of the one after it, by relation. */
final class Links {

    private Links() {}

    /** @param base the address of the API */
    static Map<String, String> of(String base, SearchRequest search, Map<String, List<String>> parameters, Page page) {
        var next = search.sort().isEmpty() && page.hasMore()
                ? Map.of("_after", page.matches().getLast().id().toString())
                : Map.of("_offset", Integer.toString(search.offset() + search.count()));
        return of(base + "/" + search.type(), parameters, page.hasMore() ? next : Map.of());
    }

    /**
     * @param next the parameters that lead on, instead of those of the same name; empty on the last page
     */
    static Map<String, String> of(String address, Map<String, List<String>> parameters, Map<String, String> next) {
        var links = new LinkedHashMap<String, String>();
        links.put("self", link(address, parameters, Map.of()));
        if (!next.isEmpty()) {
            links.put("next", link(address, parameters, next));
        }
        return links;
    }

    private static String link(String address, Map<String, List<String>> parameters, Map<String, String> instead) {
        var url = UriComponentsBuilder.fromUriString(address);
        parameters.forEach((name, values) -> {
            if (!instead.containsKey(name)) {
                values.forEach(value -> url.queryParam(encoded(name), encoded(value)));
            }
        });
        instead.forEach((name, value) -> url.queryParam(name, encoded(value)));
        return url.build(true).toUriString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
