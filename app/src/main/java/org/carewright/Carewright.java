package org.carewright;

import org.carewright.platform.cli.Program;

/** Where the program starts. */
public final class Carewright {

    private Carewright() {}

    public static void main(String[] args) {
        System.exit(Program.run(CarewrightApplication.class, args));
    }
}
