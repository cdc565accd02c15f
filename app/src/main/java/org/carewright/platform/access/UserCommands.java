package org.carewright.platform.access;

import java.util.List;
import java.util.Set;
import org.carewright.platform.cli.CliCommand;
import org.carewright.platform.cli.CommandFailed;
import org.carewright.platform.cli.DataOptions;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Role;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code carewright user …}: what the administrator's pages do, for whoever runs the program. */
@Component
class UserCommands {

    private final Users users;
    private final SiteNames sites;
    private final OwnAddress address;

    UserCommands(Users users, SiteNames sites, OwnAddress address) {
        this.users = users;
        this.sites = sites;
        this.address = address;
    }

    int list() {
        var names = sites.siteNames();
        for (var account : users.list(Actor.operator("carewright user list"))) {
            System.out.printf(
                    "%-24s %-28s %-32s %s%s%n",
                    account.login(),
                    account.name(),
                    Roles.words(account.roles()),
                    UserPages.words(account.sites(), names),
                    account.active() ? "" : "  (switched off)");
        }
        return 0;
    }

    int create(String login, String name, String email, List<Role> roles, List<String> siteNames) {
        var chosen = siteNames.stream().map(sites::getByName).toList();
        var form = new AccountForm(login, name, email, Set.copyOf(roles), Set.copyOf(chosen));
        print(users.add(form, Actor.operator("carewright user create")).link());
        return 0;
    }

    int resetPassword(String login) {
        var actor = Actor.operator("carewright user reset-password");
        print(users.resetPassword(get(login, actor).id(), actor));
        return 0;
    }

    int deactivate(String login) {
        var actor = Actor.operator("carewright user deactivate");
        users.deactivate(get(login, actor).id(), actor);
        System.out.println("Switched off; all sessions have ended.");
        return 0;
    }

    private Account get(String login, Actor actor) {
        try {
            return users.getByLogin(login, actor);
        } catch (NotFound e) {
            throw new CommandFailed("There is no account " + login + "; carewright user list shows them all.");
        }
    }

    private void print(String path) {
        System.out.println("This link, valid once and for 24 hours, sets the password:\n  " + address.url(path));
    }

    /** What the four commands share. */
    private abstract static class UserCommand implements CliCommand {

        @Mixin
        final DataOptions data = new DataOptions();

        @Override
        public Group group() {
            return Group.USER;
        }
    }

    @Command(name = "list", description = "List all accounts.")
    static final class ListUsers extends UserCommand {

        @Override
        public Integer call() {
            return data.use(UserCommands.class, UserCommands::list);
        }
    }

    @Command(name = "create", description = "Make an account and print the link that sets its password.")
    static final class Create extends UserCommand {

        @Parameters(paramLabel = "LOGIN", description = "What the person types to sign in.")
        private String login = "";

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "As shown to others.")
        private String name = "";

        @Option(names = "--email", paramLabel = "ADDRESS", description = "Where messages about access go.")
        private String email = "";

        @Option(
                names = "--role",
                required = true,
                split = ",",
                paramLabel = "ROLE",
                description = "One or more of ${COMPLETION-CANDIDATES}.")
        private List<Role> roles = List.of();

        @Option(names = "--site", split = ",", paramLabel = "SITE", description = "Names of sites the person works at.")
        private List<String> sites = List.of();

        @Override
        public Integer call() {
            return data.use(UserCommands.class, users -> users.create(login, name, email, roles, sites));
        }
    }

    @Command(name = "reset-password", description = "End an account's sessions and print a link for a new password.")
    static final class ResetPassword extends UserCommand {

        @Parameters(paramLabel = "LOGIN", description = "Whose.")
        private String login = "";

        @Override
        public Integer call() {
            return data.use(UserCommands.class, users -> users.resetPassword(login));
        }
    }

    @Command(name = "deactivate", description = "Switch an account off and end its sessions.")
    static final class Deactivate extends UserCommand {

        @Parameters(paramLabel = "LOGIN", description = "Whose.")
        private String login = "";

        @Override
        public Integer call() {
            return data.use(UserCommands.class, users -> users.deactivate(login));
        }
    }
}
