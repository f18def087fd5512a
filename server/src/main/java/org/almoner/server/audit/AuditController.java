package org.almoner.server.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organization;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Organizations;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.failure.Invalid;
import org.almoner.server.web.Page;
import org.almoner.server.web.PageLinks;
import org.almoner.server.web.Paging;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets administrators read the audit. */
@RestController
@RequiresScope(Scope.ADMIN)
@Tag(name = "Audit")
class AuditController {

    private final AuditRows rows;
    private final Organizations organizations;

    AuditController(AuditRows rows, Organizations organizations) {
        this.rows = rows;
        this.organizations = organizations;
    }

    /** An entry as it is written: every name is there, what is absent is null. */
    @JsonPropertyOrder({
        "id",
        "at",
        "event",
        "outcome",
        "organization",
        "organization_id",
        "client_id",
        "object",
        "detail",
        "bytes_sent",
        "address",
        "request_id"
    })
    record Line(
            UUID id,
            String at,
            String event,
            String outcome,
            @Nullable String organization,
            @Nullable String organizationId,
            @Nullable String clientId,
            String object,
            String detail,
            @Nullable Long bytesSent,
            @Nullable String address,
            String requestId) {}

    @GetMapping(path = "/admin/v1/audit", produces = "application/json")
    @Operation(summary = "Who fetched or changed what, newest first")
    Page<Line> list(
            @ParameterObject AuditFilter filter,
            @ParameterObject Paging paging,
            HttpServletRequest request,
            HttpServletResponse response) {
        var page = rows.page(filter.query(this::idOf), paging);
        PageLinks.add(request, response, paging, page.total());
        var mnemonics = new HashMap<String, Optional<String>>();
        var lines = page.items().stream().map(entry -> line(entry, mnemonics)).toList();
        return Page.of(paging, page.total(), lines);
    }

    private Line line(Entry entry, Map<String, Optional<String>> mnemonics) {
        var id = entry.organizationId();
        return new Line(
                entry.id(),
                Timestamps.text(entry.at()),
                entry.event(),
                entry.outcome().wireName(),
                id == null
                        ? null
                        : mnemonics.computeIfAbsent(id, this::mnemonicOf).orElse(null),
                id,
                entry.clientId(),
                entry.object(),
                entry.detail(),
                entry.bytesSent(),
                entry.address(),
                entry.requestId());
    }

    private Optional<String> mnemonicOf(String id) {
        return parsed(id, OrganizationId::new)
                .flatMap(organizations::find)
                .map(organization -> organization.mnemonic().value());
    }

    private String idOf(String mnemonicOrId) {
        return parsed(mnemonicOrId, Mnemonic::new)
                .flatMap(organizations::find)
                .or(() -> parsed(mnemonicOrId, OrganizationId::new).flatMap(organizations::find))
                .map(Organization::id)
                .map(OrganizationId::value)
                .orElseThrow(() -> new Invalid("There is no organization of the mnemonic or id '" + mnemonicOrId
                        + "'. GET /admin/v1/organizations lists all."));
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> type) {
        try {
            return Optional.of(type.apply(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
