package org.carewright.planner;

import java.io.Serial;
import java.util.List;

/** A file that can not be used, with everything that is wrong with it. */
public final class FaultyFile extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    FaultyFile(List<Fault> faults) {
        super(faults.size() == 1 ? faults.getFirst().toString() : faults.size() + " faults");
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
