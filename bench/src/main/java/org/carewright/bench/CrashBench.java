package org.carewright.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "crash", description = "to come")
final class CrashBench implements Callable<Integer> {
    @Override
    public Integer call() {
        return 1;
    }
}
