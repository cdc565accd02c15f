package org.carewright;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Walks every route as nobody and as every role and compares what happens with {@code access-table.txt}.
 *
 * <p>Ids in paths are made up, so a role that may come in finds nothing (404) or a form that is wrong (400, 422); a role
 * that may not is told so (403) before anything is looked up.
 */
@CarewrightTest
class AccessTableTest {

    private static final String TABLE = "/access-table.txt";
    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of("nobody"), staffRoles().stream().map(AccessTableTest::heading))
            .toList();

    @LocalServerPort
    int port;

    @Autowired
    StaffFixtures staff;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Test
    void every_route_lets_in_exactly_the_roles_of_the_table() throws IOException {
        var promised = promised();
        var visitors = visitors();

        var seen = new TreeMap<String, String>();
        routes().forEach((route, handler) -> seen.put(route.toString(), row(route, handler, visitors)));

        var wrong = seen.entrySet().stream()
                .filter(row -> !cells(row.getValue()).equals(cells(promised.getOrDefault(row.getKey(), ""))))
                .map(Map.Entry::getValue)
                .toList();
        var gone = promised.keySet().stream().filter(not(seen::containsKey)).toList();
        assertThat(wrong)
                .as(
                        "put these lines into src/test/resources%s, if they are meant:%n%s%n%s%n%n",
                        TABLE, head(), String.join("\n", wrong))
                .isEmpty();
        assertThat(gone).as("routes of the table that are no more").isEmpty();
    }

    /** As a forged one would come, with the session of somebody who may do it. */
    @Test
    void no_form_is_taken_without_its_token() throws IOException {
        var promised = promised();
        var visitors = visitors();
        visitors.forEach(Visitor::forgetToken);

        var taken = new ArrayList<String>();
        int tried = 0;
        for (var route : routes().entrySet()) {
            var row = cells(promised.getOrDefault(route.getKey().toString(), ""));
            var mayDoIt = row.subList(1, row.size()).indexOf("yes");
            if (!route.getKey().method().equals("GET")
                    && !route.getKey().pattern().startsWith("/fhir")
                    && mayDoIt >= 0) {
                var path = route.getKey()
                        .pattern()
                        .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
                var answer = visitors.get(mayDoIt).knock(route.getKey().method(), path, form(route.getValue()));
                tried++;
                if (answer.statusCode() != 403) {
                    taken.add(route.getKey() + ": " + answer.statusCode());
                }
            }
        }

        assertThat(tried).isGreaterThan(80);
        assertThat(taken).isEmpty();
    }

    private record Route(String method, String pattern) {

        @Override
        public String toString() {
            return "%-5s %s".formatted(method, pattern);
        }
    }

    private Map<Route, HandlerMethod> routes() {
        var all = new LinkedHashMap<Route, HandlerMethod>();
        routes.getHandlerMethods()
                .forEach((info, handler) -> methods(info)
                        .forEach(method -> info.getPatternValues()
                                .forEach(pattern -> all.put(new Route(method.name(), pattern), handler))));
        return all.entrySet().stream()
                .filter(entry -> !entry.getKey().pattern().equals("/error"))
                // Signing out comes last: it ends the session that the other requests need.
                .sorted(Comparator.comparing(entry -> entry.getKey().pattern().equals("/sign-out")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    private static List<RequestMethod> methods(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty() ? List.of(RequestMethod.GET) : List.copyOf(methods);
    }

    private List<Visitor> visitors() {
        var visitors = new ArrayList<Visitor>();
        visitors.add(new Visitor(port));
        visitors.getFirst().get("/sign-in");
        for (var role : staffRoles()) {
            var visitor = Visitor.signedIn(port, staff.actor(role));
            visitor.page("/help");
            visitors.add(visitor);
        }
        return visitors;
    }

    private static List<Role> staffRoles() {
        return Arrays.stream(Role.values()).filter(Role::isStaff).toList();
    }

    private static String row(Route route, HandlerMethod handler, List<Visitor> visitors) {
        var path = route.pattern().replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        var form = form(handler);
        return line(
                route.toString(),
                visitors.stream()
                        .map(visitor -> outcome(visitor, route, path, form))
                        .toList());
    }

    private static String outcome(Visitor visitor, Route route, String path, Map<String, String> form) {
        var answer = visitor.knock(route.method(), path, form);
        if (answer.statusCode() >= 500) {
            return "broken";
        }
        return switch (answer.statusCode()) {
            case 401, 429 -> "sign in";
            case 403 -> "-";
            case 400 -> "400";
            case 302 -> answer.headers().firstValue("Location").orElse("").contains("/sign-in") ? "sign in" : "yes";
            default -> "yes";
        };
    }

    /** A value for each parameter, so that the request gets as far as the question whether it is allowed. */
    private static Map<String, String> form(HandlerMethod handler) {
        var form = new LinkedHashMap<String, String>();
        for (var parameter : handler.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            if (parameter.getParameterType().isRecord()) {
                for (var component : parameter.getParameterType().getRecordComponents()) {
                    form.put(component.getName(), example(component));
                }
            } else if (parameter.hasParameterAnnotation(RequestParam.class)) {
                form.put(name(parameter), example(parameter.getParameterType()));
            }
        }
        form.values().removeIf(String::isEmpty);
        return form;
    }

    private static String name(MethodParameter parameter) {
        var annotation = parameter.getParameterAnnotation(RequestParam.class);
        return annotation == null || annotation.name().isEmpty()
                ? String.valueOf(parameter.getParameterName())
                : annotation.name();
    }

    private static String example(RecordComponent component) {
        return example(component.getType());
    }

    private static String example(Class<?> type) {
        if (type.isEnum()) {
            return ((Enum<?>) type.getEnumConstants()[0]).name();
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "1";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "false";
        }
        if (type == LocalDate.class) {
            return "2026-11-16";
        }
        if (type == LocalTime.class) {
            return "09:00";
        }
        if (type == LocalDateTime.class) {
            return "2026-11-16T09:00";
        }
        if (type == Instant.class) {
            return "2026-11-16T14:00:00Z";
        }
        return type == String.class || type == UUID.class || type.isRecord()
                ? UUID.randomUUID().toString()
                : "";
    }

    private static Map<String, String> promised() throws IOException {
        try (var table = AccessTableTest.class.getResourceAsStream(TABLE)) {
            return table == null
                    ? Map.of()
                    : new String(table.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#") && line.contains("|"))
                            .skip(1)
                            .collect(Collectors.toMap(
                                    line -> line.substring(0, line.indexOf('|')).strip(), line -> line));
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).toList();
    }

    private static String head() {
        return line("", COLUMNS);
    }

    private static String line(String first, List<String> cells) {
        var line = new StringBuilder("%-56s".formatted(first));
        for (int i = 0; i < cells.size(); i++) {
            line.append("| ")
                    .append(("%-" + Math.max(COLUMNS.get(i).length(), "sign in".length()) + "s ")
                            .formatted(cells.get(i)));
        }
        return line.toString().stripTrailing();
    }

    private static String heading(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
