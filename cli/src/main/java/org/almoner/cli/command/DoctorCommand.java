package org.almoner.cli.command;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.copy.CopySettings;
import org.almoner.cli.doctor.Diagnosis;
import org.almoner.cli.doctor.FolderDoctor;
import org.almoner.cli.doctor.ServerDoctor;
import org.almoner.cli.output.Plain;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code almoner doctor} */
@Command(
        name = "doctor",
        description = {
            "Find out why nothing arrives: address, connection, clock, credentials, entitlements, links, disk.",
            "Looks at the servers and the folder that SETTINGS name, as 'almoner sync' would; otherwise at the server that commands"
                    + " talk to, and at the current folder. Changes nothing. Exits with 1 if something has to be done."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  almoner doctor", "  almoner doctor hospital.yaml --json"})
public final class DoctorCommand implements Runnable {

    private final Context context;
    private final InstantSource clock = InstantSource.system();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SETTINGS",
            description = "The settings of a copy. Otherwise looked for where sync does.")
    private @Nullable Path file;

    DoctorCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var settings = Copies.settings(context, file).orElseGet(() -> CopySettings.everything(Path.of(".")));
        var all = new ArrayList<Diagnosis>();
        for (var server : settings.servers()) {
            new ServerDoctor(
                            server.name(),
                            server.url().orElseGet(this::usual),
                            context.impatient(server),
                            clock,
                            diagnosis -> add(all, diagnosis))
                    .examine();
        }
        add(all, new FolderDoctor(settings.folder()).examine());
        context.out().result(all, List::of);
        if (all.stream().anyMatch(diagnosis -> diagnosis.state() == Diagnosis.State.FAILED)) {
            throw new CommandFailure(ExitCode.FAILED, "Something has to be done; see above.");
        }
    }

    private URI usual() {
        return context.settings().url();
    }

    /** Said as it is found, since what comes next may take its time. */
    private void add(List<Diagnosis> all, Diagnosis diagnosis) {
        all.add(diagnosis);
        if (!context.out().mode().json()) {
            context.out()
                    .lines(List.of(word(diagnosis.state()) + "  "
                            + Plain.text(diagnosis.subject() + ": " + diagnosis.finding())));
        }
    }

    private static String word(Diagnosis.State state) {
        return switch (state) {
            case OK -> "ok     ";
            case WARNING -> "warning";
            case FAILED -> "FAILED ";
        };
    }
}
