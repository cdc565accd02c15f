package org.carewright.care.noshows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.carewright.platform.cli.CliCommand;
import org.carewright.platform.cli.CommandFailed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        description = {
            "Say how well missed visits could be foretold from a file of past ones: learned from the earlier seven tenths,",
            "tested on the later three, at booking and the evening before; for all visits, and without those booked for the",
            "same day. Nothing is kept.",
            "",
            "The file is CSV; its first line names the columns:",
            "  patient    whatever tells patients apart (or PatientId)",
            "  booked_at  2026-11-24T08:30, when the visit was booked (or ScheduledDay)",
            "  starts_at  the visit, or its day alone (or AppointmentDay)",
            "  outcome    noshow, fulfilled or cancelled (or No-show: Yes, No); cancelled visits do not count",
            "  age        in years, if known; learned from, and reported by group",
            "  sex        if known; only reported by group (or Gender)",
            "  reminders  how many were sent by the evening before (or SMS_received)",
            "Earlier outcomes of each patient are taken from the file itself, as far as they were known at the time."
        })
final class RiskEvaluate implements CliCommand {

    private static final int SHOWN_FAULTS = 20;

    @Parameters(paramLabel = "FILE.csv", description = "The visits.")
    private Path file = Path.of("");

    @Override
    public Group group() {
        return Group.RISK;
    }

    @Override
    public Integer call() {
        var read = read();
        if (!read.faults().isEmpty()) {
            System.out.printf("%,d lines cannot be used:%n", read.faults().size());
            read.faults().stream().limit(SHOWN_FAULTS).forEach(fault -> System.out.println("  " + fault));
            if (read.faults().size() > SHOWN_FAULTS) {
                System.out.println("  …");
            }
            System.out.println();
        }
        var trials = trials(read.visits());
        System.out.print(RiskWords.report(trials));
        return trials.stream().anyMatch(Optional::isPresent) ? 0 : 1;
    }

    private VisitCsv read() {
        if (!Files.isReadable(file)) {
            throw new CommandFailed("There is nothing to read at " + file + ".");
        }
        try {
            return VisitCsv.read(file);
        } catch (VisitCsv.Unreadable unreadable) {
            throw new CommandFailed(unreadable.sentence());
        } catch (IOException e) {
            throw new CommandFailed("The file cannot be read: " + e.getMessage());
        }
    }

    /** All four, two at a time. */
    static List<Optional<Trial>> trials(List<PastVisit> visits) {
        return Stream.of(true, false)
                .flatMap(
                        sameDayToo -> Stream.of(Moment.values())
                                .parallel()
                                .map(moment -> Trial.of(visits, moment, sameDayToo))
                                .toList()
                                .stream())
                .toList();
    }
}
