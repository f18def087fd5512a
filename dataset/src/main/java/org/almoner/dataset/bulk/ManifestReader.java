package org.almoner.dataset.bulk;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/** Reads manifests (Bulk Data Access IG, "Response - Complete Status"). Nothing in them is trusted to be what it should. */
final class ManifestReader {

    private static final String OUTCOME = "OperationOutcome";

    private final Set<String> wanted;
    private final URI base;

    /** @param wanted all types if empty */
    ManifestReader(Set<String> wanted, URI base) {
        this.wanted = wanted;
        this.base = base;
    }

    /** @throws BulkExportException.Unfinished if it is none */
    Manifest.Page page(Answer answer) {
        var json = Json.object(answer.body()).orElseThrow(() -> invalid(answer, "it is not a JSON object"));
        var time = Json.text(json, "transactionTime")
                .flatMap(ManifestReader::instant)
                .orElseThrow(() -> invalid(answer, "transactionTime is not an instant"));
        var token = json.get("requiresAccessToken");
        if (token == null || !token.isBoolean()) {
            throw invalid(answer, "requiresAccessToken is not true or false");
        }
        if (!json.path("output").isArray()) {
            throw invalid(answer, "output is not a list");
        }
        var entries = new ArrayList<Manifest.Entry>();
        int notWanted = 0;
        for (var file : json.path("output")) {
            var type = Json.text(file, "type")
                    .filter(name -> BulkRequest.TYPE.matcher(name).matches())
                    .orElseThrow(() -> invalid(answer, "a file in output has no resource type"));
            boolean outcomes = type.equals(OUTCOME);
            if (outcomes || wanted.isEmpty() || wanted.contains(type)) {
                entries.add(entry(answer, file, type, token.booleanValue(), outcomes));
            } else {
                notWanted++;
            }
        }
        for (var file : json.path("error")) {
            entries.add(entry(answer, file, OUTCOME, token.booleanValue(), true));
        }
        return new Manifest.Page(time, entries, notWanted, json.path("deleted").size(), next(answer, json));
    }

    private Manifest.Entry entry(Answer answer, JsonNode file, String type, boolean token, boolean outcomes) {
        var url = Json.text(file, "url")
                .flatMap(text -> Wire.resolved(answer.uri(), text))
                .orElseThrow(() -> invalid(answer, "a file has no url"));
        if (!Urls.noWeaker(base, url)) {
            throw invalid(answer, "a file is at " + Urls.shown(url) + ", from where nothing is fetched");
        }
        var count = file.get("count");
        return new Manifest.Entry(
                type,
                url,
                token,
                outcomes,
                count != null && count.isIntegralNumber() ? Optional.of(count.asLong()) : Optional.empty());
    }

    private Optional<URI> next(Answer answer, JsonNode json) {
        for (var link : json.path("link")) {
            if (Json.text(link, "relation").equals(Optional.of("next"))) {
                return Optional.of(Json.text(link, "url")
                        .flatMap(text -> Wire.resolved(answer.uri(), text))
                        .filter(url -> Urls.noWeaker(base, url))
                        .orElseThrow(() -> invalid(answer, "its next page has no address")));
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Takes the pages together and gives the files their names here. */
    static Manifest together(List<Manifest.Page> pages) {
        var files = new ArrayList<ManifestFile>();
        var seen = new HashSet<URI>();
        Map<String, Integer> numbers = new HashMap<>();
        for (var page : pages) {
            for (var entry : page.entries()) {
                if (!seen.add(entry.url())) {
                    throw new BulkExportException.Unfinished("The manifest names the file " + Urls.shown(entry.url())
                            + " twice. This is a fault of the server; cancel the export and start another.");
                }
                int number = numbers.merge(entry.type(), 1, Integer::sum);
                files.add(new ManifestFile(
                        "%s.%06d".formatted(entry.type(), number),
                        entry.type(),
                        entry.url(),
                        entry.requiresAccessToken(),
                        entry.outcomes(),
                        entry.count()));
            }
        }
        var time = pages.stream()
                .map(Manifest.Page::transactionTime)
                .min(Instant::compareTo)
                .orElseThrow();
        return new Manifest(
                time,
                List.copyOf(files),
                pages.stream().mapToInt(Manifest.Page::filesNotWanted).sum(),
                pages.stream().mapToInt(Manifest.Page::filesOfDeletions).sum());
    }

    private static BulkExportException.Unfinished invalid(Answer answer, String reason) {
        return new BulkExportException.Unfinished("The manifest at " + Urls.shown(answer.uri()) + " cannot be used: "
                + reason + ". This is a fault of the server; fetch again to ask anew, or give the export up.");
    }
}
