package org.carewright.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "race", description = "to come")
final class RaceBench implements Callable<Integer> {
    @Override
    public Integer call() {
        return 1;
    }
}
