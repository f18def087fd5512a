package org.almoner.server.syndication;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.access.Caller;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.failure.NotFound;
import org.almoner.server.syndication.SyndicationJson.ManagedExtractJson;
import org.almoner.server.syndication.SyndicationJson.WithdrawalRequest;
import org.almoner.server.web.Page;
import org.almoner.server.web.PageLinks;
import org.almoner.server.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Extracts, for operators. */
@RestController
@RequiresScope(Scope.ADMIN)
@Tag(name = "Populations")
class ManagedExtractController {

    private static final String ALL = "/admin/v1/extracts";
    private static final String ONE = ALL + "/{extract_id}";
    private static final int LONGEST_REASON = 1000;

    private final ExtractAdmin extracts;
    private final PopulationAdmin populations;
    private final Which which;

    ManagedExtractController(ExtractAdmin extracts, PopulationAdmin populations, Which which) {
        this.extracts = extracts;
        this.populations = populations;
        this.which = which;
    }

    @GetMapping(ALL)
    @Operation(
            operationId = "listManagedExtracts",
            summary = "List the extracts of all organizations",
            description = "Newest first; those that were withdrawn too.")
    @ApiResponse(responseCode = "200", description = "A page of extracts.", useReturnTypeSchema = true)
    Page<ManagedExtractJson> page(
            @RequestParam(required = false)
                    @Parameter(description = "Only those of the organization, by its mnemonic.")
                    @Nullable
                    String organization,
            @RequestParam(required = false)
                    @Parameter(description = "Only those of this population of the organization, by its mnemonic.")
                    @Nullable
                    String population,
            Paging paging,
            HttpServletRequest request,
            HttpServletResponse response) {
        var asked = which.of(organization, population);
        var page =
                extracts.page(asked.organization(), asked.population(), paging).map(this::json);
        PageLinks.add(request, response, paging, page.total());
        return page;
    }

    @GetMapping(ONE)
    @Operation(operationId = "getManagedExtract", summary = "Show an extract")
    @ApiResponse(responseCode = "200", description = "The extract.", useReturnTypeSchema = true)
    ManagedExtractJson one(@PathVariable("extract_id") String id) {
        return json(extracts.find(id(id)));
    }

    @PostMapping(ONE + "/withdraw")
    @Operation(
            operationId = "withdrawExtract",
            summary = "Withdraw an extract",
            description = "From now on nobody can have it. Its bytes are deleted some time later.")
    @ApiResponse(responseCode = "200", description = "The extract.", useReturnTypeSchema = true)
    ManagedExtractJson withdraw(
            Caller caller, @PathVariable("extract_id") String id, @RequestBody WithdrawalRequest body) {
        return json(extracts.withdraw(caller, id(id), Texts.line("reason", body.reason(), LONGEST_REASON)));
    }

    private static long id(String text) {
        return ExtractHistory.id(text).orElseThrow(() -> new NotFound("There is no such extract."));
    }

    private ManagedExtractJson json(Extract extract) {
        return ManagedExtractJson.of(extract, populations.find(extract.populationId()));
    }
}
