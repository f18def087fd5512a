package org.almoner.server.syndication;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.almoner.server.access.Caller;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.failure.Invalid;
import org.almoner.server.syndication.SyndicationJson.PopulationJson;
import org.almoner.server.syndication.SyndicationJson.PopulationRequest;
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

/**
 * Populations, for operators. Their sources are places on the server's machine and in its network, so that whoever says them must be
 * trusted with all of these.
 */
@RestController
@RequiresScope(Scope.ADMIN)
@Tag(name = "Populations")
class PopulationController {

    static final String ALL = "/admin/v1/organizations/{mnemonic}/populations";
    static final String ONE = ALL + "/{population_mnemonic}";
    private static final int LONGEST_NAME = 200;

    private final PopulationAdmin populations;

    PopulationController(PopulationAdmin populations) {
        this.populations = populations;
    }

    @GetMapping("/admin/v1/populations")
    @Operation(operationId = "listAllPopulations", summary = "List the populations of all organizations")
    @ApiResponse(responseCode = "200", description = "The populations.", useReturnTypeSchema = true)
    List<PopulationJson> everybodys() {
        return populations.all().stream().map(PopulationJson::of).toList();
    }

    @PostMapping(ALL)
    @Operation(operationId = "addPopulation", summary = "Add a population")
    @ApiResponse(responseCode = "201", description = "The population.")
    ResponseEntity<PopulationJson> add(
            Caller caller, @PathVariable("mnemonic") Mnemonic owner, @RequestBody PopulationRequest body) {
        var mnemonic = mnemonic(Texts.required("mnemonic", body.mnemonic()));
        var added = populations.add(
                caller,
                owner,
                mnemonic,
                Texts.line("name", Optional.ofNullable(body.name()).orElse(mnemonic.value()), LONGEST_NAME),
                Source.parse(Texts.required("source", body.source())),
                SourceOptions.checked(body.sourceOptions()));
        return ResponseEntity.created(URI.create("/admin/v1/organizations/" + owner + "/populations/" + mnemonic))
                .body(PopulationJson.of(added));
    }

    @GetMapping(ALL)
    @Operation(operationId = "listPopulations", summary = "List the populations of an organization")
    @ApiResponse(responseCode = "200", description = "The populations.", useReturnTypeSchema = true)
    List<PopulationJson> all(@PathVariable("mnemonic") Mnemonic owner) {
        return populations.of(owner).stream().map(PopulationJson::of).toList();
    }

    @GetMapping(ONE)
    @Operation(operationId = "getPopulation", summary = "Show a population")
    @ApiResponse(responseCode = "200", description = "The population.", useReturnTypeSchema = true)
    PopulationJson one(
            @PathVariable("mnemonic") Mnemonic owner, @PathVariable("population_mnemonic") Mnemonic mnemonic) {
        return PopulationJson.of(populations.find(owner, mnemonic));
    }

    @PatchMapping(ONE)
    @Operation(
            operationId = "changePopulation",
            summary = "Change a population",
            description = "What is not sent stays as it is. Extracts that were made stay as they are.")
    @ApiResponse(responseCode = "200", description = "The population as it is now.", useReturnTypeSchema = true)
    PopulationJson change(
            Caller caller,
            @PathVariable("mnemonic") Mnemonic owner,
            @PathVariable("population_mnemonic") Mnemonic mnemonic,
            @RequestBody PopulationRequest body) {
        if (body.mnemonic() != null && !body.mnemonic().equals(mnemonic.value())) {
            throw new Invalid("mnemonic never changes: archives are named after it.");
        }
        return PopulationJson.of(populations.change(
                caller,
                owner,
                mnemonic,
                before -> new Population(
                        before.id(),
                        before.organization(),
                        before.mnemonic(),
                        body.name() == null ? before.name() : Texts.line("name", body.name(), LONGEST_NAME),
                        body.source() == null ? before.source() : Source.parse(body.source()),
                        body.sourceOptions() == null ? before.options() : SourceOptions.checked(body.sourceOptions()),
                        before.createdAt())));
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "removePopulation",
            summary = "Remove a population",
            description =
                    "With its feeds, its jobs and what is left of its extracts. 409 while one of these can be had, or a job has"
                            + " not ended.")
    @ApiResponse(responseCode = "204", description = "It is gone.")
    void remove(
            Caller caller,
            @PathVariable("mnemonic") Mnemonic owner,
            @PathVariable("population_mnemonic") Mnemonic mnemonic) {
        populations.remove(caller, owner, mnemonic);
    }

    private static Mnemonic mnemonic(String text) {
        try {
            return new Mnemonic(text);
        } catch (IllegalArgumentException e) {
            throw new Invalid(
                    "mnemonic must be 1 to 63 lower-case letters, digits and hyphens, with no hyphen at either end.");
        }
    }
}
