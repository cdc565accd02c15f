package org.carewright.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "scale", description = "to come")
final class ScaleBench implements Callable<Integer> {
    @Override
    public Integer call() {
        return 1;
    }
}
