package org.almoner.client.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.almoner.client.syndication.Extract;
import org.almoner.client.syndication.ExtractQuery;
import org.almoner.client.syndication.ExtractType;
import org.almoner.client.syndication.Syndication;

/** Goes through a server's extracts for what is to be in the copy. */
final class ExtractSurvey {

    /** As the data syndication names archives: {@code syndication_longrecord_C_CLIENT_POPULATION_1.0.0_201611110820.tar.gz}. */
    private static final Pattern ARCHIVE =
            Pattern.compile("syndication_[^_]+_[CI]_([^_]+)_([^_]+)_[0-9.]+_[0-9]{12}\\.tar\\.gz");

    private final String server;
    private final Syndication syndication;
    private final List<Choice.OfExtracts> choices;
    private final List<Subject.OfExtract> held;
    private final Listing listing;

    private record Line(String populationId, String dataSet) {}

    /** @param held what the copy has of this server */
    ExtractSurvey(
            String server,
            Syndication syndication,
            List<Choice.OfExtracts> choices,
            List<Subject.OfExtract> held,
            Listing listing) {
        this.server = server;
        this.syndication = syndication;
        this.choices = choices;
        this.held = held;
        this.listing = listing;
    }

    void run() {
        if (choices.isEmpty()) {
            held.forEach(each -> listing.others().put(each.key(), new Listing.Left.NotChosen()));
            return;
        }
        Map<Line, List<Extract>> lines = new LinkedHashMap<>();
        syndication
                .extracts(ExtractQuery.ALL)
                .sorted(Comparator.comparingLong(Extract::id))
                .forEach(extract -> lines.computeIfAbsent(
                                new Line(extract.populationId(), extract.datasetType()), _ -> new ArrayList<>())
                        .add(extract));
        lines.forEach(this::survey);
    }

    private void survey(Line line, List<Extract> extracts) {
        var names = names(line, extracts);
        var keep = choices.stream()
                .filter(choice ->
                        choice.population().fits(names) && choice.dataSet().fits(line.dataSet()))
                .mapToInt(choice -> choice.chains().most())
                .max();
        // Newest first: a chain ends, looked at from there, with its COMPLETE one.
        int chains = 0;
        var chosen = new ArrayList<Available>();
        for (var extract : extracts.reversed()) {
            var subject = new Subject.OfExtract(server, line.populationId(), line.dataSet(), extract.id());
            if (keep.isEmpty()) {
                listing.others().put(subject.key(), new Listing.Left.NotChosen());
            } else if (chains >= keep.getAsInt()) {
                listing.others().put(subject.key(), new Listing.Left.Superseded());
            } else {
                chosen.add(new Available.OfExtract(subject, name(extract), extract));
            }
            if (extract.extractType() == ExtractType.COMPLETE) {
                chains++;
            }
        }
        // A base before what is based on it: if the line breaks, what is there can be used.
        chosen.reversed()
                .forEach(available -> listing.chosen().put(available.subject().key(), available));
    }

    private static String[] names(Line line, List<Extract> extracts) {
        var names = new ArrayList<String>();
        names.add(line.populationId());
        extracts.reversed().stream()
                .flatMap(extract -> Optional.ofNullable(extract.fileName()).stream())
                .map(ARCHIVE::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .ifPresent(name -> {
                    names.add(name.group(1) + "/" + name.group(2));
                    names.add(name.group(2));
                });
        return names.toArray(String[]::new);
    }

    private static String name(Extract extract) {
        return extract.extractType() + " " + extract.datasetType() + " of " + extract.releasedAt();
    }
}
