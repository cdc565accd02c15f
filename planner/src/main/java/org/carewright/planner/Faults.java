package org.carewright.planner;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a file. */
final class Faults {

    /** Nobody reads more, and a file of nothing but faults must not fill the memory. */
    private static final int MOST = 1000;

    private final List<Fault> faults = new ArrayList<>();
    private int left;

    void add(String path, String message) {
        if (faults.size() < MOST) {
            faults.add(new Fault(path, message));
        } else {
            left++;
        }
    }

    boolean at(String path) {
        return faults.stream().anyMatch(fault -> fault.path().equals(path));
    }

    /** @throws FaultyFile if there are any */
    void check() throws FaultyFile {
        if (left > 0) {
            faults.add(new Fault("$", "and %,d more faults".formatted(left)));
        }
        if (!faults.isEmpty()) {
            throw new FaultyFile(faults);
        }
    }
}
