package org.almoner.server.catalog;

import java.util.List;
import java.util.Optional;

import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.storage.LinkNames;
import org.springframework.stereotype.Component;

/** Links to release files show {@code PRODUCT/ORGANIZATION/SUB_PRODUCT/VERSION/FILE}; the audit knows them by the file's address. */
@Component
final class FileLinkNames implements LinkNames {

    private static final int STEPS = 5;

    /** @param owner the id of the organization that the sub-product belongs to */
    static List<String> path(VersionAddress version, String owner, FileName name) {
        return List.of(
                version.product().text(),
                owner,
                version.subProduct().text(),
                version.version().text(),
                name.text());
    }

    @Override
    public Optional<String> of(List<String> path) {
        return path.size() == STEPS
                ? Optional.of(path.get(0) + "/" + path.get(2) + "/" + path.get(3) + "/" + path.get(4))
                : Optional.empty();
    }
}
