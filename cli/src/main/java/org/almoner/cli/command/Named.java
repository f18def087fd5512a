package org.almoner.cli.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.settings.Nearest;

/**
 * A thing that people name.
 *
 * @param slug what it is called in addresses
 * @param name what it is called by people
 */
record Named<T>(T thing, String slug, String name) {

    private static final int MOST_SHOWN = 8;

    /**
     * The one that is meant: by its slug, else by its name, else by its slug without the number at its end; case does not matter.
     *
     * @param kind what they are, in the singular
     * @param meant what was written
     * @throws CommandFailure if none or several are meant
     */
    static <T> T find(String kind, String meant, List<Named<T>> all) {
        return findIfThere(kind, meant, all).orElseThrow(() -> unknown(kind, meant, all));
    }

    /** As {@link #find}, but empty if none is meant. */
    static <T> Optional<T> findIfThere(String kind, String meant, List<Named<T>> all) {
        List<Predicate<Named<T>>> ways = List.of(
                each -> each.slug.equals(meant),
                each -> each.name.equals(meant),
                each -> each.slug.equalsIgnoreCase(meant) || each.name.equalsIgnoreCase(meant),
                each -> each.stem().equalsIgnoreCase(meant));
        for (var way : ways) {
            var those = all.stream().filter(way).toList();
            if (those.size() > 1) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "'" + meant + "' could be more than one " + kind + ". Say which: " + shown(those) + ".");
            }
            if (!those.isEmpty()) {
                return Optional.of(those.getFirst().thing);
            }
        }
        return Optional.empty();
    }

    private String stem() {
        return slug.replaceFirst("-[0-9]+$", "");
    }

    private static <T> CommandFailure unknown(String kind, String meant, List<Named<T>> all) {
        var nearest = Nearest.to(meant, all.stream().map(Named::stem).toList())
                .flatMap(stem ->
                        all.stream().filter(each -> each.stem().equals(stem)).findFirst());
        var hint = nearest.isPresent()
                ? " Did you mean " + nearest.get().slug + "?"
                : all.isEmpty() ? " There is none yet." : " There are: " + shown(all) + ".";
        return new CommandFailure(ExitCode.NOT_FOUND, "There is no " + kind + " '" + meant + "'." + hint);
    }

    private static <T> String shown(List<Named<T>> all) {
        var some = all.stream()
                .limit(MOST_SHOWN)
                .map(each -> each.slug.toLowerCase(Locale.ROOT).equals(each.name.toLowerCase(Locale.ROOT))
                        ? each.slug
                        : each.slug + " (" + each.name + ")")
                .collect(Collectors.joining(", "));
        return all.size() > MOST_SHOWN ? some + " and " + (all.size() - MOST_SHOWN) + " more" : some;
    }
}
