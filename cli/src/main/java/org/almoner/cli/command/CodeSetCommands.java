package org.almoner.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Table;
import org.almoner.codeset.profile.ExpectedFile;
import org.almoner.codeset.profile.LayoutColumn;
import org.almoner.codeset.profile.Profile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner codeset ...} */
@Command(
        name = "codeset",
        description =
                "Look at the code sets whose releases are known: what files they have, and what columns these have.")
public final class CodeSetCommands {

    private final Context context;

    CodeSetCommands(Context context) {
        this.context = context;
    }

    @Command(
            name = "list",
            description = "List the profiles: one for each code set whose releases are known.",
            footerHeading = "%nExamples:%n",
            footer = {"  almoner codeset list", "  almoner codeset list --profiles our-profiles"})
    void list(
            @Mixin CodeSetOptions known,
            @Option(
                            names = "--markdown",
                            description = "Print a reference of all profiles and columns, as the documentation has it.")
                    boolean markdown) {
        var profiles = known.profiles();
        if (markdown) {
            context.out()
                    .result(
                            profiles.stream().map(CodeSetCommands::described).toList(),
                            () -> CodeSetReference.of(profiles));
            return;
        }
        context.out().result(profiles.stream().map(CodeSetCommands::named).toList(), () -> {
            var table = new Table("PROFILE", "CODE SET", "PUBLISHER", "TABLES");
            profiles.forEach(profile -> table.row(
                    profile.name(),
                    profile.title(),
                    profile.publisher(),
                    tables(profile).size()));
            return table.lines();
        });
    }

    @Command(
            name = "show",
            description = {
                "Show the files and tables of a code set, or the columns of one table.",
                "Checks the whole profile on the way: one that can be shown can be used."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  almoner codeset show icd-10-cm", "  almoner codeset show icd-10-cm order_file"})
    void show(
            @Parameters(paramLabel = "PROFILE", description = "Such as icd-10-cm.") String name,
            @Parameters(paramLabel = "TABLE", arity = "0..1", description = "Such as order_file.") @Nullable
                    String table,
            @Mixin CodeSetOptions known) {
        var profile = known.profile(name);
        if (table == null) {
            context.out().result(described(profile), () -> files(profile));
        } else {
            var file = file(profile, table);
            context.out().result(described(file), () -> columns(file));
        }
    }

    private static List<String> tables(Profile profile) {
        var tables = new LinkedHashSet<String>();
        profile.files().forEach(file -> tables.add(file.table()));
        return List.copyOf(tables);
    }

    private static ExpectedFile file(Profile profile, String table) {
        return profile.files().stream()
                .filter(file -> file.table().equals(table))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOT_FOUND,
                        profile.name() + " has no table '" + table + "'. It has: " + String.join(", ", tables(profile))
                                + "."));
    }

    private static List<String> files(Profile profile) {
        var table = new Table("TABLE", "COLUMNS", "OCCURS", "FILES");
        for (var file : profile.files()) {
            table.row(
                    file.table(), file.layout().columns().size(), file.occurs().word(), file.name());
        }
        var lines =
                new ArrayList<>(List.of(profile.title() + " (" + profile.publisher() + ")", profile.description(), ""));
        lines.addAll(table.lines());
        return lines;
    }

    private static List<String> columns(ExpectedFile file) {
        var table = new Table("COLUMN", "TYPE", "AT", "DESCRIPTION");
        for (var column : file.layout().columns()) {
            table.row(column.name(), column.type().word(), column.place(), column.description());
        }
        var lines = new ArrayList<>(List.of(file.layout().description(), CodeSetReference.form(file.layout()), ""));
        lines.addAll(table.lines());
        return lines;
    }

    private record NamedProfile(String name, String title, String publisher, List<String> tables) {}

    private record DescribedProfile(
            String name, String title, String publisher, String description, List<DescribedFile> files) {}

    private record DescribedFile(
            String table,
            String files,
            String occurs,
            String description,
            List<String> key,
            List<DescribedColumn> columns) {}

    private record DescribedColumn(String name, String type, String at, String description) {

        static DescribedColumn of(LayoutColumn column) {
            return new DescribedColumn(
                    column.name(), column.type().word(), column.place().toString(), column.description());
        }
    }

    private static NamedProfile named(Profile profile) {
        return new NamedProfile(profile.name(), profile.title(), profile.publisher(), tables(profile));
    }

    private static DescribedProfile described(Profile profile) {
        return new DescribedProfile(
                profile.name(),
                profile.title(),
                profile.publisher(),
                profile.description(),
                profile.files().stream().map(CodeSetCommands::described).toList());
    }

    private static DescribedFile described(ExpectedFile file) {
        return new DescribedFile(
                file.table(),
                file.name().pattern(),
                file.occurs().word(),
                file.layout().description(),
                file.layout().key(),
                file.layout().columns().stream().map(DescribedColumn::of).toList());
    }
}
