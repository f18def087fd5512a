package org.almoner.cli;

import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.almoner.cli.command.Context;
import org.almoner.cli.command.GlobalOptions;
import org.almoner.cli.command.RootCommand;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The command line. */
public final class Almoner {

    private static final int LAST = 1000;

    private Almoner() {}

    public static void main(String[] arguments) {
        System.exit(run(World.real(), arguments));
    }

    /** @return what to tell the shell */
    static int run(World world, String... arguments) {
        var options = new GlobalOptions();
        try (var context = new Context(world, options)) {
            return commandLine(world, options, context).execute(arguments);
        }
    }

    /** The commands alone, as the manual needs them. */
    public static CommandLine commandLine() {
        var options = new GlobalOptions();
        var world = World.real();
        return commandLine(world, options, new Context(world, options));
    }

    private static CommandLine commandLine(World world, GlobalOptions options, Context context) {
        var failures = new Failures(world.err(), options);
        var commandLine = new CommandLine(new RootCommand(options), new WithContext(context))
                .registerConverter(LocalDate.class, Almoner::date)
                .setOut(new PrintWriter(world.out(), true, world.out().charset()))
                .setErr(new PrintWriter(world.err(), true, world.err().charset()))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false);
        commandLine.getCommandSpec().addOption(version()).version(versionText());
        complete(commandLine);
        return commandLine;
    }

    /** What every command has, those of picocli too: {@code --help}, and the exit codes in it. */
    private static void complete(CommandLine commandLine) {
        var spec = commandLine.getCommandSpec();
        if (spec.findOption("--help") == null) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .order(LAST)
                    .description("Print this text.")
                    .build());
        }
        Map<String, String> codes = new LinkedHashMap<>();
        Arrays.stream(ExitCode.values()).forEach(code -> codes.put(Integer.toString(code.number()), code.meaning()));
        spec.usageMessage()
                .sortOptions(false)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(codes);
        commandLine.getSubcommands().values().forEach(Almoner::complete);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is not a date such as 2026-10-01");
        }
    }

    private static OptionSpec version() {
        return OptionSpec.builder("--version")
                .versionHelp(true)
                .order(LAST)
                .description("Print the version.")
                .build();
    }

    private static String[] versionText() {
        var version = Optional.ofNullable(Almoner.class.getPackage().getImplementationVersion());
        return new String[] {"almoner " + version.orElse("(not built)")};
    }

    /** Makes commands that ask for the context, and all else as usual. */
    private record WithContext(Context context) implements CommandLine.IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Context.class})) {
                    constructor.setAccessible(true);
                    return type.cast(constructor.newInstance(context));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
