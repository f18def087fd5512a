package org.almoner.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What the manual says of one command, in plain text.
 *
 * @param name with the names of the commands above it, such as {@code almoner client add}
 * @param description one paragraph each
 * @param options its own options
 * @param commonOptions the options of every command
 * @param examples lines, to be kept as they are
 */
record Entry(
        String name,
        String synopsis,
        List<String> description,
        List<Term> arguments,
        List<Term> options,
        List<Term> commonOptions,
        List<Term> commands,
        List<Term> exitCodes,
        String examplesHeading,
        List<String> examples) {

    /** Something and what it means. */
    record Term(String term, String meaning) {}

    /** A command and all below it, in the order in which they are listed. */
    static List<Entry> all(CommandLine commandLine) {
        var all = new ArrayList<Entry>();
        collect(commandLine, all);
        return all;
    }

    private static void collect(CommandLine commandLine, List<Entry> all) {
        all.add(of(commandLine.getCommandSpec()));
        distinct(commandLine).forEach(each -> collect(each, all));
    }

    /** The commands below that are for people, each once although it may have several names. */
    private static List<CommandLine> distinct(CommandLine commandLine) {
        return commandLine.getSubcommands().values().stream()
                .distinct()
                .filter(each -> !each.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    private static Entry of(CommandSpec spec) {
        var usage = spec.usageMessage();
        return new Entry(
                spec.qualifiedName(),
                synopsis(spec),
                plain(usage.description()).stream()
                        .filter(line -> !line.isBlank())
                        .toList(),
                spec.positionalParameters().stream()
                        .filter(each -> !each.hidden())
                        .map(each -> new Term(each.paramLabel(), meaning(each)))
                        .toList(),
                options(spec, false),
                options(spec, true),
                distinct(spec.commandLine()).stream()
                        .map(each -> new Term(
                                String.join(", ", each.getCommandSpec().names()),
                                plain(each.getCommandSpec().usageMessage().description())
                                        .getFirst()))
                        .toList(),
                terms(usage.exitCodeList()),
                String.join(" ", plain(usage.footerHeading())).strip().replaceFirst(":$", ""),
                plain(usage.footer()));
    }

    private static String synopsis(CommandSpec spec) {
        var words = new ArrayList<String>(List.of(spec.qualifiedName()));
        spec.options().stream()
                .filter(OptionSpec::required)
                .map(each -> each.longestName() + " " + each.paramLabel())
                .forEach(words::add);
        words.add("[OPTION...]");
        spec.positionalParameters().stream().map(Entry::word).forEach(words::add);
        if (!spec.subcommands().isEmpty()) {
            words.add("COMMAND");
        }
        return String.join(" ", words);
    }

    private static String word(PositionalParamSpec parameter) {
        var label = parameter.paramLabel()
                + (parameter.arity().max() > 1 || parameter.index().isVariable() ? "..." : "");
        return parameter.required() ? label : "[" + label + "]";
    }

    private static List<Term> options(CommandSpec spec, boolean common) {
        return spec.options().stream()
                .filter(each -> !each.hidden() && isCommon(each) == common)
                .sorted((one, other) -> Integer.compare(one.order(), other.order()))
                .map(each -> new Term(names(each), meaning(each)))
                .toList();
    }

    private static boolean isCommon(OptionSpec option) {
        return option.scopeType() == CommandLine.ScopeType.INHERIT || option.usageHelp();
    }

    private static String names(OptionSpec option) {
        var names = Arrays.stream(option.names())
                .map(name -> option.negatable() ? name.replaceFirst("^--", "--[no-]") : name)
                .collect(Collectors.joining(", "));
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static String meaning(ArgSpec argument) {
        return String.join(" ", plain(argument.description()));
    }

    private static List<Term> terms(Map<String, String> codes) {
        return codes.entrySet().stream()
                .map(each -> new Term(each.getKey().strip(), each.getValue()))
                .toList();
    }

    /** Without what picocli would colour, and with its placeholders filled in. */
    private static List<String> plain(String... lines) {
        return Arrays.stream(lines)
                .map(line -> Ansi.OFF.string(String.format(line)).stripTrailing())
                .toList();
    }
}
