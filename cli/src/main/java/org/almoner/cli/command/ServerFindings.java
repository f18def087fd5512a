package org.almoner.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Output;
import org.almoner.cli.output.Plain;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.codeset.ChangeKind;
import org.almoner.client.codeset.CheckedRelease;
import org.almoner.client.codeset.VersionCheck;

/** What a server has found in a draft, for people. */
record ServerFindings(VersionCheck check) {

    /** Findings as {@code almoner check} shows them; nothing if there are no errors. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        check.releases().stream()
                .filter(release -> !release.passes())
                .forEach(release -> lines.addAll(CheckResult.of(release).lines()));
        return lines;
    }

    /** What else is to be said. */
    void note(Output out) {
        switch (check.state()) {
            case PASSED, REFUSED ->
                check.releases()
                        .forEach(release -> out.note(
                                "On the server, " + CheckResult.of(release).heading() + since(release) + "."));
            case UNRECOGNIZED -> out.note("Not checked by the server" + reason());
            case FAILED -> out.warn("The server could not check it" + reason());
            case WAITING, RUNNING, OFF -> {}
        }
    }

    private String reason() {
        return check.message() == null ? "." : ": " + check.message();
    }

    private String since(CheckedRelease release) {
        var tables = release.changes();
        if (tables == null || check.previousVersionName() == null) {
            return "";
        }
        var changes = Arrays.stream(ChangeKind.values())
                .map(kind -> new Count(
                        kind,
                        tables.stream()
                                .mapToLong(table -> table.inForce().of(kind))
                                .sum()))
                .filter(count -> count.number() > 0)
                .map(count -> count.number() + " " + count.kind().word())
                .collect(Collectors.joining(", "));
        return "; since " + check.previousVersionName() + ": " + (changes.isEmpty() ? "nothing new" : changes);
    }

    private record Count(ChangeKind kind, long number) {}

    /** @throws CommandFailure if there are errors */
    void requirePassed(VersionAddress draft) {
        if (check.state() == VersionCheck.State.REFUSED) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Draft " + draft + " is complete, but does not pass the server's check: "
                            + Plain.count(check.errors(), "error")
                            + ". Replace its files with --replace, or publish it as it is with --accept-findings.");
        }
    }
}
