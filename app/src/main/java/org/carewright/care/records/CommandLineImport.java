package org.carewright.care.records;

import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.carewright.foundation.directory.Directory;
import org.carewright.foundation.directory.Site;
import org.carewright.platform.cli.CommandFailed;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An import by whoever may start programs on the server, which is as good as an administrator. */
@Component
class CommandLineImport {

    private static final UserId SYSTEM = new UserId(new UUID(0, 0));

    private final RecordsImport imports;
    private final Directory directory;

    CommandLineImport(RecordsImport imports, Directory directory) {
        this.imports = imports;
        this.directory = directory;
    }

    ImportReport run(RecordsImport.Sources sources, String source, @Nullable String siteName, LongConsumer progress) {
        var actor = new Actor(
                SYSTEM,
                "carewright import fhir (" + System.getProperty("user.name") + ")",
                Set.of(Role.ADMINISTRATOR),
                Set.of(),
                new Origin("carewright import fhir", "HOPERAT", "local"));
        return imports.importAll(sources, source, actor, site(siteName, actor), progress);
    }

    /** @throws CommandFailed unless it is clear which site is meant */
    private SiteId site(@Nullable String name, Actor actor) {
        var sites = directory.sites().stream().filter(Site::active).toList();
        if (sites.isEmpty()) {
            return firstSite(name == null ? "Main site" : name, actor).id();
        }
        var names = sites.stream().map(Site::name).collect(Collectors.joining(", "));
        if (name == null && sites.size() > 1) {
            throw new CommandFailed("Say whose patients these are with --site: " + names + ".");
        }
        return sites.stream()
                .filter(site -> name == null || site.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailed("There is no site named " + name + "; there are: " + names + "."))
                .id();
    }

    private Site firstSite(String name, Actor actor) {
        var site = Site.named(name, ZoneId.systemDefault());
        directory.add(site, actor);
        System.out.println("There was no site yet; now there is “" + name + "”, in the time zone " + site.timeZone()
                + ". The directory is where to change it.");
        return site;
    }
}
