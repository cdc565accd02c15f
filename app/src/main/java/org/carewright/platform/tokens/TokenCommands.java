package org.carewright.platform.tokens;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.carewright.platform.access.SiteNames;
import org.carewright.platform.cli.CliCommand;
import org.carewright.platform.cli.CommandFailed;
import org.carewright.platform.cli.DataOptions;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code carewright token …} */
@Component
class TokenCommands {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final ApiTokens tokens;
    private final SiteNames sites;
    private final Clock clock;

    TokenCommands(ApiTokens tokens, SiteNames sites, Clock clock) {
        this.tokens = tokens;
        this.sites = sites;
        this.clock = clock;
    }

    int create(String name, List<String> scopes, List<String> siteNames, Duration life, boolean treats) {
        var chosen = siteNames.isEmpty()
                ? Set.copyOf(sites.siteNames().keySet())
                : siteNames.stream().map(sites::getByName).collect(Collectors.toSet());
        var made = tokens.create(name, scopes, chosen, treats, life, Actor.operator("carewright token create"));
        System.out.println("This token works until " + when(made.token().expiresAt())
                + ". It is shown only now; send it as Authorization: Bearer …");
        System.out.println(made.text());
        return 0;
    }

    int list() {
        var names = sites.siteNames();
        var all = tokens.list(Actor.operator("carewright token list"));
        if (all.isEmpty()) {
            System.out.println("There are no tokens; carewright token create makes one.");
        }
        for (var token : all) {
            System.out.printf(
                    "%-24s %-9s expires %s  used %-16s  %s  %s%s%n",
                    token.name(),
                    state(token),
                    when(token.expiresAt()),
                    when(token.lastUsedAt()),
                    String.join(" ", token.scopes().texts()),
                    token.sites().stream()
                            .map(site -> Objects.requireNonNullElse(names.get(site), "(closed site)"))
                            .sorted()
                            .collect(Collectors.joining(", ")),
                    token.treats() ? "  confidential charts too" : "");
        }
        return 0;
    }

    int revoke(String nameOrId) {
        try {
            tokens.revoke(nameOrId, Actor.operator("carewright token revoke"));
        } catch (NotFound e) {
            throw new CommandFailed("There is no live token " + nameOrId + "; carewright token list shows them all.");
        }
        System.out.println("Revoked; it opens nothing any more.");
        return 0;
    }

    private String state(ApiToken token) {
        if (token.revokedAt() != null) {
            return "revoked";
        }
        return token.isLive(clock.instant()) ? "live" : "expired";
    }

    private static String when(@Nullable Instant at) {
        return at == null ? "never" : WHEN.format(at.atZone(ZoneId.systemDefault()));
    }

    /** {@code 90d}, {@code 12h} */
    static final class Life implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            if (!text.matches("\\d{1,4}[dh]")) {
                throw new TypeConversionException("write 90d for ninety days or 12h for twelve hours");
            }
            var number = Long.parseLong(text.substring(0, text.length() - 1));
            return text.endsWith("d") ? Duration.ofDays(number) : Duration.ofHours(number);
        }
    }

    /** What the three commands share. */
    private abstract static class TokenCommand implements CliCommand {

        @Mixin
        final DataOptions data = new DataOptions();

        @Override
        public Group group() {
            return Group.TOKEN;
        }
    }

    @Command(name = "create", description = "Make a token for another system and print it, once.")
    static final class Create extends TokenCommand {

        @Parameters(paramLabel = "NAME", description = "The system that gets it.")
        private String name = "";

        @Option(
                names = "--scope",
                required = true,
                split = ",",
                paramLabel = "SCOPE",
                description = {
                    "What it opens: system/Patient.rs, system/Appointment.cruds, system/*.rs …",
                    "c creates, r reads, u updates, s searches."
                })
        private List<String> scopes = List.of();

        @Option(
                names = "--site",
                split = ",",
                paramLabel = "SITE",
                description = "Names of the sites whose patients it opens. Default: all that are open now.")
        private List<String> sites = List.of();

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                defaultValue = "90d",
                converter = Life.class,
                description = "How long it lives: 90d, 12h. Default: ${DEFAULT-VALUE}.")
        private Duration life = Duration.ofDays(90);

        @Option(
                names = "--treating",
                description = "Open charts that are confidential, as to those who treat the patient.")
        private boolean treats;

        @Override
        public Integer call() {
            return data.use(TokenCommands.class, tokens -> tokens.create(name, scopes, sites, life, treats));
        }
    }

    @Command(name = "list", description = "List all tokens: what they open, until when, and when they were last used.")
    static final class ListTokens extends TokenCommand {

        @Override
        public Integer call() {
            return data.use(TokenCommands.class, TokenCommands::list);
        }
    }

    @Command(name = "revoke", description = "End a token at once.")
    static final class Revoke extends TokenCommand {

        @Parameters(paramLabel = "NAME", description = "Its name, or its id.")
        private String name = "";

        @Override
        public Integer call() {
            return data.use(TokenCommands.class, tokens -> tokens.revoke(name));
        }
    }
}
