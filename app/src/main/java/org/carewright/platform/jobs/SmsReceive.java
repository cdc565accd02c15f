package org.carewright.platform.jobs;

import java.io.IOException;
import org.carewright.platform.cli.CliCommand;
import org.carewright.platform.cli.CommandFailed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "sms-receiver",
        description = {
            "Take text messages as a gateway would, print them, and send none: to try out what patients get.",
            "Give carewright serve its address: --sms-url http://localhost:18091/messages"
        })
final class SmsReceive implements CliCommand {

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "18091", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        try (var receiver = new SmsReceiver(port, sms -> System.out.printf("To %s:%n%s%n%n", sms.to(), sms.text()))) {
            System.out.println("Taking text messages at " + receiver.url() + "; Ctrl C ends it.");
            Thread.currentThread().join();
            return 0;
        } catch (IOException e) {
            throw new CommandFailed("Port " + port + " can not be listened on: " + e.getMessage());
        }
    }
}
