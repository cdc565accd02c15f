package org.carewright.care.records;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
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
    private final ImportStore store;

    CommandLineImport(RecordsImport imports, ImportStore store) {
        this.imports = imports;
        this.store = store;
    }

    ImportReport run(RecordsImport.Sources sources, @Nullable String siteName, LongConsumer progress) {
        var site = site(siteName);
        var actor = new Actor(
                SYSTEM,
                "carewright import fhir (" + System.getProperty("user.name") + ")",
                Set.of(Role.ADMINISTRATOR),
                site.map(Set::of).orElse(Set.of()),
                new Origin("carewright import fhir", "HOPERAT", "local"));
        return imports.importAll(sources, actor, site.orElse(null), progress);
    }

    private Optional<SiteId> site(@Nullable String name) {
        var sites = store.sites();
        if (name != null) {
            if (!sites.containsKey(name)) {
                throw new CommandFailed("There is no site named " + name + "; there are: " + sites.keySet() + ".");
            }
            return Optional.of(sites.get(name));
        }
        if (sites.size() > 1) {
            throw new CommandFailed("Say whose patients these are with --site: " + sites.keySet() + ".");
        }
        return sites.values().stream().findFirst();
    }
}
