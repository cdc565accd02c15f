package org.carewright;

import java.util.Locale;
import org.carewright.platform.cli.Program;

/** Where the program starts. */
public final class Carewright {

    private Carewright() {}

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // it speaks English, and writes numbers so, on every machine
        System.exit(Program.run(CarewrightApplication.class, args));
    }
}
