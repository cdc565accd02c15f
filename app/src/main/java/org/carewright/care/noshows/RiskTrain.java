package org.carewright.care.noshows;

import java.util.Optional;
import org.carewright.platform.cli.CliCommand;
import org.carewright.platform.cli.DataOptions;
import org.carewright.platform.types.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "train",
        description = {
            "Learn from the clinic's own visits how likely one is to be missed, and say how good it is.",
            "The same happens every night."
        })
final class RiskTrain implements CliCommand {

    @Mixin
    private final DataOptions data = new DataOptions();

    @Override
    public Group group() {
        return Group.RISK;
    }

    @Override
    public Integer call() {
        return data.use(NoShowRisk.class, risk -> {
            var learned = risk.train(Actor.operator("carewright risk train"));
            System.out.printf("%,d visits with a known outcome.%n%n", learned.visits());
            System.out.print(
                    learned.trials().isEmpty()
                            ? "Too few, or all of one outcome: at least %d are needed to learn from.%n"
                                    .formatted(Trial.FEWEST)
                            : RiskWords.report(
                                    learned.trials().stream().map(Optional::of).toList()));
            return 0;
        });
    }
}
