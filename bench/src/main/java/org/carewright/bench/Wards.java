package org.carewright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.carewright.planner.FaultyFile;
import org.carewright.planner.Instance;
import org.carewright.planner.InstanceFile;

/** The competition's folder: {@code instances/NAME.json} and {@code best_published.csv}. */
final class Wards {

    static final String DEFAULT = "../shared/data/ihtc";

    private final Path folder;
    private final Map<String, Integer> published = new TreeMap<>();

    Wards(Path folder) throws IOException {
        this.folder = folder;
        for (var line : Files.readAllLines(folder.resolve("best_published.csv"))) {
            var pair = line.split(",", -1);
            if (pair[1].chars().allMatch(Character::isDigit)) {
                published.put(pair[0], Integer.valueOf(pair[1]));
            }
        }
    }

    /** Those with a published cost. */
    Collection<String> names() {
        return published.keySet();
    }

    int published(String name) {
        return Objects.requireNonNull(published.get(name), name);
    }

    Instance ward(String name) throws IOException, FaultyFile {
        return InstanceFile.read(folder.resolve("instances").resolve(name + ".json"));
    }
}
