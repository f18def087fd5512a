package org.almoner.server.manifest;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.almoner.server.access.Caller;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organizations;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.failure.NotFound;
import org.almoner.server.web.Timestamps;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keys that manifests are signed with: those of publishers, and those of the server itself, which signs extracts. */
@RestController
@RequiresScope(Scope.ADMIN)
@Tag(name = "Manifest keys")
class ManifestKeysController {

    private static final String OPERATORS = "/admin/v1/manifest-keys";
    private static final String PUBLISHERS = "/admin/v1/organizations/{mnemonic}/manifest-keys";

    private final ManifestKeys keys;
    private final Organizations organizations;

    ManifestKeysController(ManifestKeys keys, Organizations organizations) {
        this.keys = keys;
        this.organizations = organizations;
    }

    /** A key that counts. */
    @Schema(name = "ManagedManifestKey", description = "A key that manifests are signed with.")
    record KeyView(
            @Schema(
                    description = "The key as its publisher tells it to people, who then trust it.",
                    example = "ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
            String key,

            @Schema(description = "Its kid.", example = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
            String keyId,

            @Schema(example = "2022-12-15T20:36:54.371613+00:00")
            String createdAt,

            @Schema(
                    description =
                            "Whether the key before it speaks for it. Those for which none does are the ones to be told to people.")
            boolean endorsed,

            @Schema(description = "Whether it is the one that signs now.")
            boolean signing) {

        static KeyView of(ManifestKey key, boolean signing) {
            return new KeyView(
                    "ed25519:" + key.pair().x(),
                    key.id(),
                    Timestamps.text(key.createdAt()),
                    key.endorsement() != null,
                    signing);
        }
    }

    /** What has become of a key that was withdrawn. */
    @Schema(name = "ManifestKeyWithdrawal", description = "What a withdrawal has come to.")
    record WithdrawalView(
            @Schema(description = "The key that signs now.") KeyView signing,

            @Schema(description = "How many manifests were signed again with it.")
            int signedAnew,

            @Schema(description = "How many manifests were found altered, and left as they are.")
            int leftAlone) {}

    @GetMapping(OPERATORS)
    @Operation(
            operationId = "listOperatorManifestKeys",
            summary = "List the keys that the manifests of extracts are signed with",
            description = "Oldest first; the first is made if there is none yet.")
    @ApiResponse(responseCode = "200", description = "The keys.", useReturnTypeSchema = true)
    List<KeyView> operators() {
        return views(new Signer.Operator());
    }

    @PostMapping(OPERATORS + "/rotate")
    @Operation(
            operationId = "rotateOperatorManifestKey",
            summary = "Change to a new key for the manifests of extracts",
            description = "The key before it speaks for it, so that whoever trusts that one need not do anything.")
    @ApiResponse(responseCode = "200", description = "The new key.", useReturnTypeSchema = true)
    KeyView rotateOperators(Caller caller) {
        return KeyView.of(keys.rotate(caller, new Signer.Operator()), true);
    }

    @DeleteMapping(OPERATORS + "/{key_id}")
    @Operation(
            operationId = "withdrawOperatorManifestKey",
            summary = "Withdraw a key for the manifests of extracts that has leaked",
            description =
                    "What it has signed counts for nothing any more. Its manifests are signed again with the key that"
                            + " signs now, for which no key speaks: consumers have to be told of it.")
    @ApiResponse(responseCode = "200", description = "It is worth nothing any more.", useReturnTypeSchema = true)
    WithdrawalView withdrawOperators(Caller caller, @PathVariable("key_id") String keyId) {
        return view(keys.withdraw(caller, new Signer.Operator(), keyId));
    }

    @GetMapping(PUBLISHERS)
    @RequiresScope(Scope.PUBLISH)
    @Operation(
            operationId = "listPublisherManifestKeys",
            summary = "List the keys that the manifests of a publisher's versions are signed with",
            description = "Oldest first; the first is made if there is none yet. Publishers see their own.")
    @ApiResponse(responseCode = "200", description = "The keys.", useReturnTypeSchema = true)
    List<KeyView> publishers(Caller caller, @PathVariable("mnemonic") Mnemonic publisher) {
        return views(signer(caller, publisher));
    }

    @PostMapping(PUBLISHERS + "/rotate")
    @Operation(
            operationId = "rotatePublisherManifestKey",
            summary = "Change to a new key for the manifests of a publisher's versions",
            description = "The key before it speaks for it, so that whoever trusts that one need not do anything.")
    @ApiResponse(responseCode = "200", description = "The new key.", useReturnTypeSchema = true)
    KeyView rotatePublishers(Caller caller, @PathVariable("mnemonic") Mnemonic publisher) {
        return KeyView.of(keys.rotate(caller, signer(caller, publisher)), true);
    }

    @DeleteMapping(PUBLISHERS + "/{key_id}")
    @Operation(
            operationId = "withdrawPublisherManifestKey",
            summary = "Withdraw a publisher's key that has leaked",
            description =
                    "What it has signed counts for nothing any more. Its manifests are signed again with the key that"
                            + " signs now, for which no key speaks: consumers have to be told of it.")
    @ApiResponse(responseCode = "200", description = "It is worth nothing any more.", useReturnTypeSchema = true)
    WithdrawalView withdrawPublishers(
            Caller caller, @PathVariable("mnemonic") Mnemonic publisher, @PathVariable("key_id") String keyId) {
        return view(keys.withdraw(caller, signer(caller, publisher), keyId));
    }

    private Signer signer(Caller caller, Mnemonic publisher) {
        return organizations
                .find(publisher)
                .filter(found -> caller.scopes().contains(Scope.ADMIN)
                        || found.id().equals(caller.organization().id()))
                .map(found -> new Signer.Publisher(found.id()))
                .orElseThrow(() -> new NotFound("There is no such organization."));
    }

    private List<KeyView> views(Signer signer) {
        var valid = keys.valid(signer);
        return valid.stream()
                .map(key -> KeyView.of(key, key.equals(valid.getLast())))
                .toList();
    }

    private static WithdrawalView view(ManifestKeys.Withdrawal done) {
        return new WithdrawalView(KeyView.of(done.signing(), true), done.signedAnew(), done.leftAlone());
    }
}
