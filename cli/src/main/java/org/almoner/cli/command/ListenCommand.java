package org.almoner.cli.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.sns.SnsHosts;
import org.almoner.client.sns.SnsListener;
import org.almoner.client.sns.SnsMessage;
import org.almoner.client.sns.SnsReceiver;
import org.almoner.client.sns.SnsSettings;
import org.almoner.client.sns.SnsVerifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code almoner listen} */
@Command(
        name = "listen",
        description = {
            "Receive notifications (the messages of Amazon SNS over HTTP) and run a command when something was published.",
            "Confirms subscriptions, verifies every signature, hears each message once. Speaks HTTP on the loopback address unless"
                    + " told otherwise: put a proxy that speaks https in front of it. The command is also run once at the start,"
                    + " for what was missed; messages that come while it runs lead to one more run.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner listen --port 8085 --from files.example.org --then 'almoner sync hospital.yaml'",
            "  almoner listen --port 8085 --json | jq ."
        })
public final class ListenCommand implements Runnable {

    private final Context context;
    private final Semaphore due = new Semaphore(0);

    @Option(names = "--port", paramLabel = "N", required = true, description = "Port to listen at.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen at. Otherwise ${DEFAULT-VALUE}.")
    private String bind = "";

    @Option(
            names = "--from",
            paramLabel = "HOST",
            description =
                    "The host that messages are from: where the certificates are and the links lead. Otherwise Amazon's.")
    private @Nullable String from;

    @Option(names = "--topic", paramLabel = "ARN", description = "Take messages of this topic only.")
    private @Nullable String topic;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description =
                    "Ask the sender for this name and a password, as in an endpoint https://NAME:PASSWORD@... Needs"
                            + " --password-file.")
    private @Nullable String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "File with that password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--then",
            paramLabel = "COMMAND",
            description = "Run this in the shell when something was published.")
    private @Nullable String then;

    ListenCommand(Context context) {
        this.context = context;
    }

    /** What came, for programs. */
    record Came(
            String event,
            String messageId,
            String topicArn,
            @Nullable String subject,
            String message) {}

    @Override
    public void run() {
        var settings = new SnsSettings(
                address(),
                from == null ? SnsHosts.AMAZON : SnsHosts.only(from),
                topic == null ? SnsSettings.ANY_TOPIC : Pattern.compile(Pattern.quote(topic)),
                credentials());
        try (var http = SnsVerifier.http();
                var receiver = new SnsReceiver(settings, http, InstantSource.system(), new Display())) {
            context.out()
                    .note("Listening at http://" + bind + ":"
                            + receiver.address().getPort() + "/");
            runForEver();
        }
    }

    private InetSocketAddress address() {
        if (port < 0 || port > 65_535) {
            throw new CommandFailure(ExitCode.USAGE, "--port is a number from 1 to 65535, not " + port + ".");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(bind), port);
        } catch (UnknownHostException e) {
            throw new CommandFailure(ExitCode.USAGE, "--bind is an address of this machine, not " + bind + ".");
        }
    }

    private Optional<SnsSettings.Credentials> credentials() {
        if ((user == null) != (passwordFile == null)) {
            throw new CommandFailure(ExitCode.USAGE, "--user and --password-file go together.");
        }
        if (user == null || passwordFile == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SnsSettings.Credentials(
                    user, Files.readString(passwordFile).strip()));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "Cannot read the password from " + passwordFile + ": " + e.getMessage());
        }
    }

    /** One run serves all messages that came before it began. */
    private void runForEver() {
        due.release();
        try {
            while (true) {
                due.acquire();
                due.drainPermits();
                if (then != null) {
                    run(then);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
        }
    }

    private void run(String command) {
        context.out().note("Running: " + command);
        int code = new ShellCommand(context, command).run(Path.of("").toAbsolutePath(), Map.of());
        if (code != 0) {
            context.out().warn("It ended with " + code + ": " + command);
        }
    }

    /** Says what comes. */
    private final class Display implements SnsListener {

        @Override
        public void published(SnsMessage.Notification notification) {
            context.out()
                    .event(new Came(
                            "published",
                            notification.messageId(),
                            notification.topicArn(),
                            notification.subject(),
                            notification.message()));
            var subject = notification.subject();
            context.out().note(notification.topicArn() + ": " + (subject == null ? notification.message() : subject));
            due.release();
        }

        @Override
        public void confirmed(String topicArn) {
            context.out().note("Confirmed: messages of " + topicArn + " will come.");
        }

        @Override
        public void ended(String topicArn) {
            context.out().note("The subscription to " + topicArn + " has ended.");
        }

        @Override
        public void refused(String sender, String reason) {
            context.out().warn("Refused what came from " + sender + ". " + reason);
        }
    }
}
