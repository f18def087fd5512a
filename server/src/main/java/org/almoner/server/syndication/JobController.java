package org.almoner.server.syndication;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.access.Caller;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.failure.Invalid;
import org.almoner.server.syndication.SyndicationJson.JobJson;
import org.almoner.server.syndication.SyndicationJson.JobRequest;
import org.almoner.server.web.Page;
import org.almoner.server.web.PageLinks;
import org.almoner.server.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The jobs that make extracts, for operators. */
@RestController
@RequiresScope(Scope.ADMIN)
@Tag(name = "Populations")
class JobController {

    private static final String ALL = "/admin/v1/extract-jobs";
    private static final String ONE = ALL + "/{job_id}";

    private final PopulationAdmin populations;
    private final JobAdmin jobs;
    private final Which which;

    JobController(PopulationAdmin populations, JobAdmin jobs, Which which) {
        this.populations = populations;
        this.jobs = jobs;
        this.which = which;
    }

    @PostMapping(PopulationController.ONE + "/jobs")
    @Operation(
            operationId = "runExtract",
            summary = "Make an extract now",
            description = "As soon as the jobs of the population that were asked for before have ended.")
    @ApiResponse(responseCode = "201", description = "The job that makes it.")
    ResponseEntity<JobJson> run(
            Caller caller,
            @PathVariable("mnemonic") Mnemonic owner,
            @PathVariable("population_mnemonic") Mnemonic mnemonic,
            @RequestBody JobRequest body) {
        var owned = populations.find(owner, mnemonic);
        var type = FeedController.type(body.extractType());
        var dataSet = jobs.dataSet(
                Optional.ofNullable(body.datasetType()).orElse(FeedController.USUAL_DATA_SET), body.version());
        var job = jobs.run(caller, owned, type, dataSet);
        return ResponseEntity.created(URI.create(ALL + "/" + job.id())).body(JobJson.of(job, owned));
    }

    @GetMapping(ALL)
    @Operation(operationId = "listExtractJobs", summary = "List jobs", description = "Newest first.")
    @ApiResponse(responseCode = "200", description = "A page of jobs.", useReturnTypeSchema = true)
    Page<JobJson> page(
            @RequestParam(required = false)
                    @Parameter(description = "Only those of the organization, by its mnemonic.")
                    @Nullable
                    String organization,
            @RequestParam(required = false)
                    @Parameter(description = "Only those of this population of the organization, by its mnemonic.")
                    @Nullable
                    String population,
            @RequestParam(required = false)
                    @Parameter(description = "Only those that are queued, running, done, failed or cancelled.")
                    @Nullable
                    String state,
            Paging paging,
            HttpServletRequest request,
            HttpServletResponse response) {
        var asked = which.of(organization, population);
        var page = jobs.page(asked.organization(), asked.population(), state == null ? null : state(state), paging)
                .map(this::json);
        PageLinks.add(request, response, paging, page.total());
        return page;
    }

    @GetMapping(ONE)
    @Operation(operationId = "getExtractJob", summary = "Show a job, and how far it is")
    @ApiResponse(responseCode = "200", description = "The job.", useReturnTypeSchema = true)
    JobJson one(@PathVariable("job_id") UUID id) {
        return json(jobs.find(id));
    }

    @PostMapping(ONE + "/cancel")
    @Operation(
            operationId = "cancelExtractJob",
            summary = "Cancel a job",
            description =
                    "One that waits is cancelled at once, one that runs within seconds. 409 if it has come to another end.")
    @ApiResponse(responseCode = "200", description = "The job.", useReturnTypeSchema = true)
    JobJson cancel(Caller caller, @PathVariable("job_id") UUID id) {
        return json(jobs.cancel(caller, id));
    }

    private JobJson json(Job job) {
        return JobJson.of(job, populations.find(job.populationId()));
    }

    private static JobState state(String text) {
        return Arrays.stream(JobState.values())
                .filter(state -> state.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> new Invalid("state must be queued, running, done, failed or cancelled."));
    }
}
