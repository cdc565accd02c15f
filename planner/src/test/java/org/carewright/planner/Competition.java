package org.carewright.planner;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The instances and reference solutions of the competition, where they lie beside the project: they may not be shipped. */
public final class Competition {

    private static final Path FOLDER =
            Path.of("../../shared/data/ihtc").toAbsolutePath().normalize();

    private Competition() {}

    public static Path file(String name) {
        assumeTrue(Files.isDirectory(FOLDER), "the competition's instances are not here");
        return FOLDER.resolve(name);
    }

    public static Instance instance(String name) {
        try {
            return InstanceFile.read(file("instances/" + name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FaultyFile e) {
            throw new AssertionError(e.faults().toString(), e);
        }
    }

    public static Plan plan(Path file, Instance instance) {
        try {
            return PlanFile.read(file, instance);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FaultyFile e) {
            throw new AssertionError(e.faults().toString(), e);
        }
    }
}
