package org.almoner.server.catalog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import org.almoner.server.access.AccessEvent;
import org.almoner.server.access.Caller;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organization;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Scope;
import org.almoner.server.catalog.Address.ProductAddress;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.web.BaseUrl;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue on a database, with all that is around it under the test's control. */
final class CatalogWorld {

    /** Two weeks before its retention date a version is said to expire. */
    private static final CatalogSettings SETTINGS = new CatalogSettings(DataSize.ofMegabytes(1), Duration.ofDays(14));

    static final Organization PUBLISHER = organization("00000000001aa", "publisher", "Example Publisher");
    static final Organization HOSPITAL = organization("00000000002bb", "hospital", "Example Hospital");
    static final Organization STRANGER = organization("00000000003cc", "stranger", "Another Hospital");

    static final Caller PUBLISHING = new Caller(PUBLISHER, "publisher-1", Set.of(Scope.PUBLISH));
    static final Caller ALSO_PUBLISHING = new Caller(STRANGER, "stranger-1", Set.of(Scope.PUBLISH));
    static final Caller ADMINISTERING = new Caller(HOSPITAL, "admin-1", Set.of(Scope.ADMIN));
    static final Caller DOWNLOADING = new Caller(HOSPITAL, "hospital-1", Set.of(Scope.DOWNLOAD));

    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:00:00.123456Z"));
    final MemoryStore store = new MemoryStore(clock);
    final MemoryManifests manifests = new MemoryManifests();
    final MemoryEntitlements entitlements = new MemoryEntitlements();
    final List<CatalogEvent> events = new CopyOnWriteArrayList<>();
    final JdbcClient jdbc;
    final CatalogRevision revision;
    final ProductPublishing products;
    final SubProductPublishing subProducts;
    final VersionPublishing versions;
    final FilePublishing files;
    final Launches launches;
    final Expiries expiries;
    final VisibleSubProducts visible;
    final Grants grants;
    final Listings listings;
    final FileLinks links;

    /** What looks into drafts; nothing does, unless a test says otherwise. */
    DraftCheck checking = new DraftCheck.None();

    CatalogWorld(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
        var transactions = new JdbcTransactionManager(dataSource);
        Supplier<UUID> ids = UUID::randomUUID;
        ApplicationEventPublisher publisher = event -> events.add((CatalogEvent) event);
        var slugs = new Slugs(new Random(42));
        revision = new CatalogRevision(jdbc);
        var changes = new Changes(transactions, revision);
        var productTable = new Products(jdbc, ids);
        var subProductTable = new SubProducts(jdbc);
        var versionTable = new Versions(jdbc);
        var fileTable = new ReleaseFiles(jdbc);
        var removal = new FileRemoval(fileTable, store, store);
        var scheduler = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .build();
        var renderer = new ListingRenderer(
                productTable, subProductTable, versionTable, entitlements, JSON, new BaseUrl(""), transactions);

        products = new ProductPublishing(productTable, changes, slugs, ids, clock, publisher);
        var organizations = new FixedOrganizations(List.of(PUBLISHER, HOSPITAL, STRANGER));
        visible = new VisibleSubProducts(subProductTable, entitlements, organizations, clock);
        subProducts =
                new SubProductPublishing(products, subProductTable, visible, changes, slugs, ids, clock, publisher);
        launches = new Launches(versionTable, changes, scheduler, clock, publisher);
        var signing = new VersionManifests(
                productTable,
                versionTable,
                fileTable,
                new FixedOrganizations(List.of(PUBLISHER, HOSPITAL, STRANGER)),
                manifests,
                renderer,
                JSON,
                clock);
        links = new FileLinks(fileTable, renderer, store, store, clock, publisher);
        DraftCheck check = (draft, accepted) -> checking.check(draft, accepted);
        var contents = new VersionContents(versionTable, fileTable, links);
        versions = new VersionPublishing(
                subProducts,
                versionTable,
                fileTable,
                removal,
                store,
                launches,
                signing,
                contents,
                check,
                changes,
                slugs,
                ids,
                clock,
                publisher);
        files = new FilePublishing(versions, fileTable, removal, store, store, changes, ids, clock, publisher);
        expiries = new Expiries(versionTable, changes, SETTINGS, clock, publisher);
        grants = new Grants(entitlements, productTable, subProductTable, revision, publisher);
        entitlements.onChange(event -> {
            switch (event) {
                case AccessEvent.EntitlementGranted granted -> grants.on(granted);
                case AccessEvent.EntitlementWithdrawn withdrawn -> grants.on(withdrawn);
                case AccessEvent _ -> {}
            }
        });
        listings = new Listings(revision, renderer, clock, SETTINGS);
    }

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    ProductAddress aProduct(String name) {
        return products.add(PUBLISHING, new ProductDetails(name, List.of(), List.of()))
                .address();
    }

    /** A sub-product that only the publisher owns. */
    SubProductAddress aSubProduct(ProductAddress product, String name) {
        return aSubProduct(product, name, PUBLISHER, false);
    }

    SubProductAddress aSubProduct(ProductAddress product, String name, Organization owner, boolean isPublic) {
        return product.subProduct(subProducts
                .add(PUBLISHING, product, new SubProductDetails(name, owner.id(), isPublic))
                .slug());
    }

    VersionAddress aDraft(SubProductAddress subProduct, String name) {
        return aDraft(subProduct, name, today(), today());
    }

    VersionAddress aDraft(SubProductAddress subProduct, String name, LocalDate effective, LocalDate launch) {
        var details = new VersionDetails(name, effective, launch, null, List.of(), List.of());
        return subProduct.version(
                versions.draft(PUBLISHING, subProduct, details).slug());
    }

    void upload(VersionAddress draft, String name, String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        try {
            files.put(
                    PUBLISHING,
                    draft,
                    new NewFile(new FileName(name), (long) bytes.length, null, "text/csv"),
                    new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    VersionAddress aVersion(SubProductAddress subProduct, String name) {
        return aVersion(subProduct, name, today(), today());
    }

    /** A committed version with one file. */
    VersionAddress aVersion(SubProductAddress subProduct, String name, LocalDate effective, LocalDate launch) {
        var draft = aDraft(subProduct, name, effective, launch);
        upload(draft, "codes.csv", name);
        versions.commit(PUBLISHING, draft, false);
        return draft;
    }

    void grant(Organization organization, Address.Grantable address) {
        grants.grant(PUBLISHING, organization.id(), address);
    }

    /** A listing as an organization is shown it. */
    JsonNode json(Organization organization, Listing listing) {
        return JSON.readTree(listings.find(organization.id(), listing).answer().body());
    }

    private static Organization organization(String id, String mnemonic, String name) {
        return new Organization(new OrganizationId(id), new Mnemonic(mnemonic), name);
    }
}
