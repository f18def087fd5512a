package org.almoner.server.syndication;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.almoner.server.access.Caller;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.failure.Invalid;
import org.almoner.server.syndication.SyndicationJson.FeedChange;
import org.almoner.server.syndication.SyndicationJson.FeedJson;
import org.almoner.server.syndication.SyndicationJson.FeedRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The feeds of populations, for operators. */
@RestController
@RequiresScope(Scope.ADMIN)
@Tag(name = "Populations")
class FeedController {

    /** What is made where nothing else is said: what the Data Syndication API has been made for. */
    static final String USUAL_DATA_SET = "LONG_REC";

    private static final String ALL = PopulationController.ONE + "/feeds";
    private static final String ONE = ALL + "/{feed_id}";

    private final PopulationAdmin populations;
    private final FeedAdmin feeds;
    private final JobAdmin jobs;
    private final Clock clock;

    FeedController(PopulationAdmin populations, FeedAdmin feeds, JobAdmin jobs, Clock clock) {
        this.populations = populations;
        this.feeds = feeds;
        this.jobs = jobs;
        this.clock = clock;
    }

    @PostMapping(ALL)
    @Operation(
            operationId = "addFeed",
            summary = "Add a feed",
            description = "From now on an extract of the population is made whenever the schedule says so.")
    @ApiResponse(responseCode = "201", description = "The feed.")
    ResponseEntity<FeedJson> add(
            Caller caller,
            @PathVariable("mnemonic") Mnemonic owner,
            @PathVariable("population_mnemonic") Mnemonic mnemonic,
            @RequestBody FeedRequest body) {
        var owned = populations.find(owner, mnemonic);
        var feed = feeds.add(
                caller,
                owned,
                type(body.extractType()),
                jobs.dataSet(Optional.ofNullable(body.datasetType()).orElse(USUAL_DATA_SET), body.version()),
                Cron.checked(Texts.required("cron", body.cron()), body.timeZone(), clock.instant()));
        return ResponseEntity.created(URI.create(
                        "/admin/v1/organizations/" + owner + "/populations/" + mnemonic + "/feeds/" + feed.id()))
                .body(FeedJson.of(feed));
    }

    @GetMapping(ALL)
    @Operation(operationId = "listFeeds", summary = "List the feeds of a population")
    @ApiResponse(responseCode = "200", description = "The feeds, oldest first.", useReturnTypeSchema = true)
    List<FeedJson> all(
            @PathVariable("mnemonic") Mnemonic owner, @PathVariable("population_mnemonic") Mnemonic mnemonic) {
        return feeds.of(populations.find(owner, mnemonic)).stream()
                .map(FeedJson::of)
                .toList();
    }

    @GetMapping(ONE)
    @Operation(operationId = "getFeed", summary = "Show a feed")
    @ApiResponse(responseCode = "200", description = "The feed.", useReturnTypeSchema = true)
    FeedJson one(
            @PathVariable("mnemonic") Mnemonic owner,
            @PathVariable("population_mnemonic") Mnemonic mnemonic,
            @PathVariable("feed_id") UUID id) {
        return FeedJson.of(feeds.find(populations.find(owner, mnemonic), id));
    }

    @PatchMapping(ONE)
    @Operation(
            operationId = "changeFeed",
            summary = "Pause a feed, or have it go on",
            description = "What it misses while it is paused is not made up for.")
    @ApiResponse(responseCode = "200", description = "The feed as it is now.", useReturnTypeSchema = true)
    FeedJson change(
            Caller caller,
            @PathVariable("mnemonic") Mnemonic owner,
            @PathVariable("population_mnemonic") Mnemonic mnemonic,
            @PathVariable("feed_id") UUID id,
            @RequestBody FeedChange body) {
        return FeedJson.of(
                feeds.change(caller, populations.find(owner, mnemonic), id, Texts.required("active", body.active())));
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removeFeed", summary = "Remove a feed", description = "A job that it has begun goes on.")
    @ApiResponse(responseCode = "204", description = "It is gone.")
    void remove(
            Caller caller,
            @PathVariable("mnemonic") Mnemonic owner,
            @PathVariable("population_mnemonic") Mnemonic mnemonic,
            @PathVariable("feed_id") UUID id) {
        feeds.remove(caller, populations.find(owner, mnemonic), id);
    }

    static ExtractType type(@Nullable String text) {
        return ExtractType.of(Texts.required("extract_type", text))
                .orElseThrow(() -> new Invalid("extract_type must be COMPLETE or INCREMENTAL."));
    }
}
