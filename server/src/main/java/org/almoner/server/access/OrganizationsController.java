package org.almoner.server.access;

import java.net.URI;
import java.util.List;

import org.almoner.server.failure.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Organizations, for operators. */
@RestController
@RequestMapping("/admin/v1/organizations")
@RequiresScope(Scope.ADMIN)
class OrganizationsController {

    private final Organizations organizations;

    OrganizationsController(Organizations organizations) {
        this.organizations = organizations;
    }

    /** An organization to be added. */
    record NewOrganization(
            @Nullable String mnemonic, @Nullable String name) {}

    record OrganizationView(String id, String mnemonic, String name) {

        static OrganizationView of(Organization organization) {
            return new OrganizationView(
                    organization.id().value(), organization.mnemonic().value(), organization.name());
        }
    }

    @PostMapping
    ResponseEntity<OrganizationView> add(@RequestBody NewOrganization body) {
        var mnemonic = Members.required("mnemonic", body.mnemonic(), Mnemonic::new);
        var name = Members.required("name", body.name());
        var added = organizations.add(mnemonic, name);
        return ResponseEntity.created(URI.create("/admin/v1/organizations/" + added.mnemonic()))
                .body(OrganizationView.of(added));
    }

    @GetMapping
    List<OrganizationView> all() {
        return organizations.all().stream().map(OrganizationView::of).toList();
    }

    @GetMapping("/{mnemonic}")
    OrganizationView one(@PathVariable Mnemonic mnemonic) {
        return organizations
                .find(mnemonic)
                .map(OrganizationView::of)
                .orElseThrow(() -> new NotFound("There is no organization '" + mnemonic + "'."));
    }
}
