package org.carewright.platform.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.fhir.FhirWriting.Written;
import org.carewright.platform.tokens.ApiTokens.Caller;
import org.carewright.platform.tokens.Scopes.Interaction;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.node.ObjectNode;

/** FHIR R4's RESTful API (section 3.1) at {@code /fhir}. */
@RestController
@RequestMapping("/fhir")
class RestFhir {

    private static final Logger log = LoggerFactory.getLogger(RestFhir.class);
    private static final String JSON_PATCH = "application/json-patch+json";
    static final int LONGEST_BODY_MB = 20;
    private static final int LONGEST_BODY = LONGEST_BODY_MB << 20;
    private static final int READ_AT_ONCE = 64 << 10;
    private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(2);

    private final FhirReading reading;
    private final FhirWriting writing;
    private final FhirBundles bundles;
    private final Capabilities capabilities;
    private final List<FhirOperation> operations;
    private final Clock clock;

    RestFhir(
            FhirReading reading,
            FhirWriting writing,
            FhirBundles bundles,
            Capabilities capabilities,
            List<FhirOperation> operations,
            Clock clock) {
        this.reading = reading;
        this.writing = writing;
        this.bundles = bundles;
        this.capabilities = capabilities;
        this.operations = List.copyOf(operations);
        this.clock = clock;
    }

    @GetMapping("/metadata")
    ResponseEntity<byte[]> metadata(HttpServletRequest request) {
        return answer(HttpStatus.OK, capabilities.statement(base(request)), request)
                .build();
    }

    @GetMapping("/{type}")
    ResponseEntity<byte[]> search(@PathVariable String type, HttpServletRequest request) {
        return searched(type, parameters(request), request);
    }

    /** A patient's compartment (R4, section 3.1.1.2). */
    @GetMapping("/Patient/{id}/{type:[A-Z][A-Za-z]+}")
    ResponseEntity<byte[]> searchCompartment(
            @PathVariable String id, @PathVariable String type, HttpServletRequest request) {
        var parameters = parameters(request);
        parameters.put("patient", List.of(id));
        return searched(type, parameters, request);
    }

    @PostMapping("/{type}/_search")
    ResponseEntity<byte[]> searchByForm(@PathVariable String type, HttpServletRequest request) {
        return searched(type, parameters(request), request);
    }

    private ResponseEntity<byte[]> searched(
            String type, Map<String, List<String>> parameters, HttpServletRequest request) {
        var search = SearchRequest.of(type, parameters);
        var page = reading.search(search, caller(request));
        var links = Links.of(base(request), search, parameters, page);
        var bundle = Answers.searchset(page, base(request), links, clock.instant());
        return answer(HttpStatus.OK, bundle, request).build();
    }

    @GetMapping("/{type}/{id:[^$]+}")
    ResponseEntity<byte[]> read(@PathVariable String type, @PathVariable String id, HttpServletRequest request) {
        var resource = reading.read(type, id(id), caller(request));
        if (Answers.etag(resource.version()).equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(Answers.etag(resource.version()))
                    .build();
        }
        return of(HttpStatus.OK, resource, request).build();
    }

    @GetMapping("/{type}/{id}/_history")
    ResponseEntity<byte[]> history(@PathVariable String type, @PathVariable String id, HttpServletRequest request) {
        var versions = reading.history(type, id(id), caller(request));
        var self = base(request) + "/" + type + "/" + id + "/_history";
        var bundle = Answers.history(versions, base(request), Map.of("self", self), clock.instant());
        return answer(HttpStatus.OK, bundle, request).build();
    }

    @GetMapping("/{type}/{id}/_history/{version}")
    ResponseEntity<byte[]> readVersion(
            @PathVariable String type,
            @PathVariable String id,
            @PathVariable String version,
            HttpServletRequest request) {
        var number = FhirBundles.version(version);
        if (number == null) {
            throw new NotFound("version");
        }
        return of(HttpStatus.OK, reading.read(type, id(id), number, caller(request)), request)
                .build();
    }

    @PostMapping("/{type}")
    ResponseEntity<byte[]> create(@PathVariable String type, HttpServletRequest request) throws IOException {
        var condition = request.getHeader("If-None-Exist");
        var written = writing.create(
                type,
                resource(request),
                condition == null ? null : FhirBundles.parameters(condition.substring(condition.indexOf('?') + 1)),
                caller(request));
        return written(written, request);
    }

    @PutMapping("/{type}/{id}")
    ResponseEntity<byte[]> update(@PathVariable String type, @PathVariable String id, HttpServletRequest request)
            throws IOException {
        return written(writing.update(type, id(id), ifMatch(request), resource(request), caller(request)), request);
    }

    @PatchMapping("/{type}/{id}")
    ResponseEntity<byte[]> patch(@PathVariable String type, @PathVariable String id, HttpServletRequest request)
            throws IOException {
        var contentType = Objects.requireNonNullElse(request.getContentType(), JSON_PATCH);
        if (!contentType.startsWith(JSON_PATCH) && !contentType.startsWith(MediaType.APPLICATION_JSON_VALUE)) {
            throw new FhirRefusal(415, "not-supported", "Send a JSON Patch: Content-Type: " + JSON_PATCH + ".");
        }
        return written(writing.patch(type, id(id), ifMatch(request), body(request), caller(request)), request);
    }

    @PostMapping({"", "/"})
    ResponseEntity<byte[]> bundle(HttpServletRequest request) throws IOException {
        var bundle = resource(request);
        var type = bundle.path("type").asString("");
        if (!bundle.path("resourceType").asString("").equals("Bundle")
                || !Set.of("transaction", "batch").contains(type)) {
            throw new FhirRefusal(
                    400, List.of(Issue.value("Bundle.type", "Send a Bundle that is a transaction or a batch.")));
        }
        var caller = caller(request);
        var entries = bundles.entries(bundle);
        var base = base(request);
        var responses = type.equals("transaction")
                ? bundles.transaction(FhirBundles.whole(entries), base, caller)
                : batch(entries, base, caller);
        return answer(HttpStatus.OK, Answers.responses(type + "-response", responses), request)
                .build();
    }

    /** What no longer fits into the answer is refused: a few hundred large searches would fill the memory. */
    private List<Answers.Response> batch(List<FhirBundles.Parsed> entries, String base, Caller caller) {
        var responses = new ArrayList<Answers.Response>();
        var room = FhirBundles.LONGEST_ANSWER;
        for (var parsed : entries) {
            var entry = parsed.entry();
            var response = entry == null
                    ? refused(400, parsed.issues())
                    : room < 0 ? noRoom(entry) : alone(entry, base, caller);
            room -= response.length();
            responses.add(response);
        }
        return responses;
    }

    private static Answers.Response noRoom(FhirBundles.Entry entry) {
        var words = "What stands before it fills the answer; ask for this again.";
        return refused(413, List.of(new Issue(entry.path() + ".request", "too-costly", words)));
    }

    private Answers.Response alone(FhirBundles.Entry entry, String base, Caller caller) {
        try {
            return bundles.alone(entry, base, caller);
        } catch (RuntimeException e) {
            auditTold(e, caller);
            var problems = problems(e).in(entry.path());
            return refused(problems.status(), problems.issues());
        }
    }

    private static Answers.Response refused(int status, List<Issue> issues) {
        return new Answers.Response(status, null, null, null, null, Answers.outcome(issues));
    }

    @GetMapping("/Patient/{id}/$everything")
    ResponseEntity<byte[]> everything(@PathVariable String id, HttpServletRequest request) {
        return everything(id, parameters(request), request);
    }

    @PostMapping("/Patient/{id}/$everything")
    ResponseEntity<byte[]> everythingByPost(@PathVariable String id, HttpServletRequest request) throws IOException {
        return everything(id, input(request).texts(), request);
    }

    private ResponseEntity<byte[]> everything(
            String id, Map<String, List<String>> parameters, HttpServletRequest request) {
        var page = reading.everything(new PatientId(id(id)), EverythingRequest.of(parameters), caller(request));
        var next = page.hasMore() ? Map.of("_after", page.matches().getLast().reference()) : Map.<String, String>of();
        var links = Links.of(base(request) + "/Patient/" + id + "/$everything", parameters, next);
        return answer(HttpStatus.OK, Answers.searchset(page, base(request), links, clock.instant()), request)
                .build();
    }

    @RequestMapping("/{type}/{operation:\\$.+}")
    ResponseEntity<byte[]> operate(
            @PathVariable String type, @PathVariable String operation, HttpServletRequest request) throws IOException {
        return operated(type, null, operation, request);
    }

    @RequestMapping("/{type}/{id}/{operation:\\$.+}")
    ResponseEntity<byte[]> operateOn(
            @PathVariable String type,
            @PathVariable String id,
            @PathVariable String operation,
            HttpServletRequest request)
            throws IOException {
        return operated(type, id(id), operation, request);
    }

    private ResponseEntity<byte[]> operated(
            String type, @Nullable UUID id, String operation, HttpServletRequest request) throws IOException {
        var caller = caller(request);
        var called = operations.stream()
                .filter(it -> it.type().equals(type) && ("$" + it.name()).equals(operation))
                .findFirst();
        var writes = called.isPresent() && called.get().writes();
        FhirReading.requireScope(type, writes ? Interaction.CREATE : Interaction.READ, caller);
        var found = called.orElseThrow(() -> new FhirRefusal(
                404, "not-supported", "This server has no operation " + operation + " on " + type + "."));
        if (writes && !request.getMethod().equals("POST")) {
            throw new FhirRefusal(405, "not-supported", operation + " changes something: post its parameters.");
        }
        return answer(
                        HttpStatus.OK,
                        found.call(id, input(request), caller.actor()).toString(),
                        request)
                .build();
    }

    /** What an operation is called with; who posts nothing names nothing. */
    private FhirOperation.Input input(HttpServletRequest request) throws IOException {
        var isPosted = request.getMethod().equals("POST") && request.getContentLengthLong() != 0;
        return FhirOperation.Input.of(parameters(request), isPosted ? resource(request) : null);
    }

    /** What R4 has and this server has not, such as deleting. */
    @RequestMapping("/**")
    ResponseEntity<byte[]> other(HttpServletRequest request) {
        throw new FhirRefusal(
                request.getMethod().equals("GET") ? 404 : 405,
                "not-supported",
                "This server does not do that; GET /fhir/metadata says what it does.");
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<byte[]> refused(Exception refusal, HttpServletRequest request) throws Exception {
        if (refusal instanceof AsyncRequestNotUsableException) {
            throw refusal; // the client went away
        }
        auditTold(refusal, caller(request));
        var problems = problems(refusal);
        return answer(HttpStatus.valueOf(problems.status()), Answers.outcome(problems.issues()), request)
                .build();
    }

    /** The transaction that was refused took its audit rows with it. */
    private void auditTold(Exception refusal, Caller caller) {
        if (refusal instanceof FhirRefusal known && known.told() != null) {
            reading.told(Objects.requireNonNull(known.told()), caller);
        }
    }

    private static Problems problems(Exception refusal) {
        var problems = Problems.of(refusal);
        if (problems.isOurFault()) {
            log.error("a FHIR request failed", refusal);
        }
        return problems;
    }

    private ResponseEntity<byte[]> written(Written written, HttpServletRequest request) {
        var resource = written.resource();
        var preference = Objects.requireNonNullElse(request.getHeader("Prefer"), "");
        var answer = preference.contains("return=minimal")
                ? new Answer(HttpStatus.valueOf(written.status()), null, request)
                : of(HttpStatus.valueOf(written.status()), resource, request);
        return answer.header(
                        HttpHeaders.LOCATION,
                        base(request) + "/" + resource.reference() + "/_history/" + resource.version())
                .header(HttpHeaders.ETAG, Answers.etag(resource.version()))
                .build();
    }

    private static Answer of(HttpStatus status, FhirResource resource, HttpServletRequest request) {
        var answer =
                answer(status, resource.json(), request).header(HttpHeaders.ETAG, Answers.etag(resource.version()));
        var lastUpdated = resource.lastUpdated();
        return lastUpdated == null
                ? answer
                : answer.header(
                        HttpHeaders.LAST_MODIFIED,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(lastUpdated.atOffset(ZoneOffset.UTC)));
    }

    private static Answer answer(HttpStatus status, String json, HttpServletRequest request) {
        return new Answer(status, json, request);
    }

    /** An answer in the format that the client asked for. */
    private static final class Answer {

        private final HttpHeaders headers = new HttpHeaders();
        private final HttpStatus status;
        private final @Nullable String json;
        private final HttpServletRequest request;

        Answer(HttpStatus status, @Nullable String json, HttpServletRequest request) {
            this.status = status;
            this.json = json;
            this.request = request;
        }

        Answer header(String name, String value) {
            headers.set(name, value);
            return this;
        }

        ResponseEntity<byte[]> build() {
            if (json == null) {
                return new ResponseEntity<>(headers, status);
            }
            var format = Format.of(request);
            headers.setContentType(format.mediaType());
            return new ResponseEntity<>(format.write(json).getBytes(StandardCharsets.UTF_8), headers, status);
        }
    }

    private static Caller caller(HttpServletRequest request) {
        var caller = (Caller) Objects.requireNonNull(request.getAttribute(Caller.class.getName()));
        // The actor by now says which route it came by.
        return new Caller((Actor) Objects.requireNonNull(request.getAttribute(Actor.class.getName())), caller.scopes());
    }

    private ObjectNode resource(HttpServletRequest request) throws IOException {
        var contentType = Objects.requireNonNullElse(request.getContentType(), "application/fhir+json");
        if (!contentType.contains("json") && !contentType.contains("xml")) {
            throw new FhirRefusal(415, "not-supported", "Send FHIR as application/fhir+json or application/fhir+xml.");
        }
        var body = body(request);
        var node = FhirJson.readSent(contentType.contains("xml") ? XmlFhir.toJson(body) : body);
        if (!(node instanceof ObjectNode resource)) {
            throw new FhirRefusal(400, "structure", "Send one resource: an object in braces with a resourceType.");
        }
        return resource;
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw new FhirRefusal(415, "not-supported", "Send the body uncompressed.");
        }
        var body = request.getContentLengthLong() > LONGEST_BODY ? new byte[0] : sent(request.getInputStream());
        if (request.getContentLengthLong() > LONGEST_BODY || body.length > LONGEST_BODY) {
            throw new FhirRefusal(
                    413,
                    "too-long",
                    "A body may have " + LONGEST_BODY_MB + " MB; send less at a time, or use carewright import fhir.");
        }
        return body;
    }

    /** Reads a little more than the longest at most. Who sends too slowly keeps others from sending. */
    private static byte[] sent(InputStream body) throws IOException {
        var begun = System.nanoTime();
        var sent = new ByteArrayOutputStream();
        var part = new byte[READ_AT_ONCE];
        for (int length; sent.size() <= LONGEST_BODY && (length = body.read(part)) >= 0; ) {
            sent.write(part, 0, length);
            if (System.nanoTime() - begun > LONGEST_UPLOAD.toNanos()) {
                throw new FhirRefusal(
                        408,
                        "timeout",
                        "The body took longer than " + LONGEST_UPLOAD.toMinutes()
                                + " minutes to arrive; send less at a time.");
            }
        }
        return sent.toByteArray();
    }

    private static @Nullable Integer ifMatch(HttpServletRequest request) {
        var text = request.getHeader(HttpHeaders.IF_MATCH);
        if (text == null) {
            return null;
        }
        var version = FhirBundles.version(text);
        if (version == null) {
            throw new FhirRefusal(400, List.of(Issue.value("If-Match", "Write the version as W/\"3\".")));
        }
        return version;
    }

    private static Map<String, List<String>> parameters(HttpServletRequest request) {
        var parameters = new LinkedHashMap<String, List<String>>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, List.of(values)));
        return parameters;
    }

    private static UUID id(String text) {
        return Id.parse(text);
    }

    private static String base(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request).build() + "/fhir";
    }
}
