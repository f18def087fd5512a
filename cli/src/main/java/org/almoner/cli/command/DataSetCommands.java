package org.almoner.cli.command;

import java.util.ArrayList;
import java.util.List;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Table;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.dataset.engine.CompiledDataSet.Entity;
import org.almoner.dataset.row.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner dataset ...} */
@Command(name = "dataset", description = "Look at data sets: what files an extract has, and what columns they have.")
public final class DataSetCommands {

    private final Context context;

    DataSetCommands(Context context) {
        this.context = context;
    }

    @Command(
            name = "show",
            description = {
                "Show the entities of a data set, or the columns of one.",
                "Checks the whole definition on the way: a data set that can be shown can be run."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  almoner dataset show LONG_REC", "  almoner dataset show LONG_REC Result_Component"})
    void show(
            @Parameters(paramLabel = "NAME|FOLDER", description = "Such as LONG_REC, or the folder of your own.")
                    String name,
            @Parameters(paramLabel = "ENTITY", arity = "0..1", description = "Such as Person or Person_Name.") @Nullable
                    String entity,
            @Option(
                            names = "--markdown",
                            description = "Print a reference of all columns, as the documentation has it.")
                    boolean markdown) {
        var dataSet = DataSets.compiled(name);
        if (markdown) {
            context.out().result(described(dataSet), () -> DataSetReference.of(DataSets.named(name), dataSet));
        } else if (entity == null) {
            context.out().result(described(dataSet), () -> entities(dataSet));
        } else {
            var shown = entity(dataSet, entity);
            context.out().result(described(shown), () -> columns(shown));
        }
    }

    private static Entity entity(CompiledDataSet dataSet, String name) {
        return dataSet.entities().stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOT_FOUND,
                        dataSet.type() + " has no entity '" + name + "'. It has: "
                                + String.join(
                                        ", ",
                                        dataSet.entities().stream()
                                                .map(Entity::name)
                                                .toList()) + "."));
    }

    private static List<String> entities(CompiledDataSet dataSet) {
        var table = new Table("ENTITY", "COLUMNS", "OF");
        for (var entity : dataSet.entities()) {
            table.row(entity.name(), entity.columns().size(), of(entity));
        }
        var lines = new ArrayList<>(List.of(dataSet.type() + " " + dataSet.version(), ""));
        lines.addAll(table.lines());
        return lines;
    }

    private static String of(Entity entity) {
        return switch (entity) {
            case Entity.Viewed viewed -> viewed.view().resource();
            case Entity.Queried _ -> "a query";
        };
    }

    private static List<String> columns(Entity entity) {
        var table = new Table("COLUMN", "TYPE", "DESCRIPTION");
        for (var column : entity.columns()) {
            table.row(column.name(), column.type().word(), column.description());
        }
        return table.lines();
    }

    private record DescribedDataSet(String type, String version, List<DescribedEntity> entities) {}

    private record DescribedEntity(String name, String of, List<DescribedColumn> columns) {}

    private record DescribedColumn(String name, String type, String description) {

        static DescribedColumn of(Column column) {
            return new DescribedColumn(column.name(), column.type().word(), column.description());
        }
    }

    private static DescribedDataSet described(CompiledDataSet dataSet) {
        return new DescribedDataSet(
                dataSet.type(),
                dataSet.version(),
                dataSet.entities().stream().map(DataSetCommands::described).toList());
    }

    private static DescribedEntity described(Entity entity) {
        return new DescribedEntity(
                entity.name(),
                of(entity),
                entity.columns().stream().map(DescribedColumn::of).toList());
    }
}
