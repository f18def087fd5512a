package org.almoner.server.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.almoner.server.TestDatabase;
import org.almoner.server.access.Caller;
import org.almoner.server.access.Organization;
import org.almoner.server.access.Scope;
import org.almoner.server.catalog.Address.ProductAddress;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.failure.Gone;
import org.almoner.server.failure.NotFound;
import org.almoner.server.web.Paging;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.almoner.server.catalog.CatalogWorld.HOSPITAL;
import static org.almoner.server.catalog.CatalogWorld.PUBLISHER;
import static org.almoner.server.catalog.CatalogWorld.PUBLISHING;
import static org.almoner.server.catalog.CatalogWorld.STRANGER;
import static org.almoner.server.catalog.CatalogWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who sees what in the Download API. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class VisibilityTest {

    private static final Paging FIRST_PAGE = new Paging(1, 10);

    private final CatalogWorld world;

    VisibilityTest(TestDatabase database) {
        this.world = new CatalogWorld(database.fresh());
    }

    @Test
    void aSubProductIsSeenByEverybodyIfItIsPublic() {
        var product = world.aProduct("ICD");
        world.aSubProduct(product, "Open", PUBLISHER, true);

        assertThat(subProducts(STRANGER, product)).containsExactly("Open");
        assertThat(products(STRANGER)).containsExactly("ICD");
    }

    @Test
    void aSubProductIsSeenByItsOwnerAlone() {
        var product = world.aProduct("ICD");
        world.aSubProduct(product, "Custom", HOSPITAL, false);

        assertThat(subProducts(HOSPITAL, product)).containsExactly("Custom");
        assertThat(products(STRANGER)).isEmpty();
        assertThatThrownBy(() -> subProducts(STRANGER, product)).isInstanceOf(NotFound.class);
    }

    @Test
    void aGrantOfASubProductShowsNoOther() {
        var product = world.aProduct("ICD");
        var us = world.aSubProduct(product, "US");
        world.aSubProduct(product, "International");
        world.grant(HOSPITAL, us);

        assertThat(subProducts(HOSPITAL, product)).containsExactly("US");
        assertThat(products(STRANGER)).isEmpty();
    }

    @Test
    void aGrantOfAProductShowsAlsoWhatIsAddedLater() {
        var product = world.aProduct("ICD");
        world.aSubProduct(product, "US");
        world.grant(HOSPITAL, product);
        assertThat(subProducts(HOSPITAL, product)).containsExactly("US");

        world.clock.advance(Duration.ofSeconds(1));
        world.aSubProduct(product, "International");
        assertThat(subProducts(HOSPITAL, product)).containsExactly("US", "International");
    }

    @Test
    void withdrawingAGrantHidesWhatItShowed() {
        var product = world.aProduct("ICD");
        var us = world.aSubProduct(product, "US");
        var version = world.aVersion(us, "2026");
        world.grant(HOSPITAL, us);
        assertThat(versions(HOSPITAL, us)).containsExactly("2026");

        world.grants.withdraw(PUBLISHING, HOSPITAL.id(), us);

        assertThat(products(HOSPITAL)).isEmpty();
        assertThatThrownBy(() -> versions(HOSPITAL, us)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> files(HOSPITAL, version)).isInstanceOf(NotFound.class);
    }

    @Test
    void aProductWithoutASubProductIsNotSeenEvenIfItIsGranted() {
        var product = world.aProduct("ICD");
        world.grant(HOSPITAL, product);

        assertThat(products(HOSPITAL)).isEmpty();
        assertThatThrownBy(() -> subProducts(HOSPITAL, product)).isInstanceOf(NotFound.class);
    }

    @Test
    void theForbiddenAndTheUnknownAnswerAlike() {
        var hidden = world.aSubProduct(world.aProduct("Hidden"), "Only ours");
        var hiddenVersion = world.aVersion(hidden, "2026");
        var unknown = new SubProductAddress(new Slug("nothing-1"), new Slug("nothing-2"));

        assertThat(refusal(() -> versions(HOSPITAL, hidden))).isEqualTo(refusal(() -> versions(HOSPITAL, unknown)));
        assertThat(refusal(() -> files(HOSPITAL, hiddenVersion)))
                .isEqualTo(refusal(() -> files(HOSPITAL, unknown.version(new Slug("nothing-3")))));
    }

    @Test
    void everyStepOfAnAddressIsCheckedAgainstItsParent() {
        var icd = world.aProduct("ICD");
        var us = world.aSubProduct(icd, "US", PUBLISHER, true);
        var international = world.aSubProduct(icd, "International", PUBLISHER, true);
        var version = world.aVersion(us, "2026");
        var loinc = world.aProduct("LOINC");
        world.aSubProduct(loinc, "All", PUBLISHER, true);

        assertThatThrownBy(() -> files(HOSPITAL, international.version(version.version())))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> versions(HOSPITAL, loinc.subProduct(us.subProduct())))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(
                        () -> files(HOSPITAL, loinc.subProduct(us.subProduct()).version(version.version())))
                .isInstanceOf(NotFound.class);
        assertThat(files(HOSPITAL, version)).containsExactly("codes.csv");
    }

    @Test
    void aDraftIsNotSeen() {
        var us = world.aSubProduct(world.aProduct("ICD"), "US", PUBLISHER, true);
        var draft = world.aDraft(us, "2026");
        world.upload(draft, "codes.csv", "A00");

        assertThat(versions(PUBLISHER, us)).isEmpty();
        assertThatThrownBy(() -> files(PUBLISHER, draft)).isInstanceOf(NotFound.class);
    }

    @Test
    void aVersionIsSeenFromTheFirstInstantOfItsLaunchDateInUtc() {
        var us = world.aSubProduct(world.aProduct("ICD"), "US", PUBLISHER, true);
        var version = world.aVersion(us, "2027", day("2027-01-01"), day("2026-12-01"));

        world.clock.set(Instant.parse("2026-11-30T23:59:59.999999Z"));
        assertThat(versions(HOSPITAL, us)).isEmpty();
        assertThatThrownBy(() -> files(HOSPITAL, version)).isInstanceOf(NotFound.class);

        world.clock.set(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(versions(HOSPITAL, us)).containsExactly("2027");
        assertThat(files(HOSPITAL, version)).containsExactly("codes.csv");
    }

    @Test
    void aRetractedVersionStaysListedAndItsFilesAreGone() {
        var us = world.aSubProduct(world.aProduct("ICD"), "US", PUBLISHER, true);
        var version = world.aVersion(us, "2026");

        world.versions.retract(PUBLISHING, version, "Codes missing");

        var listed =
                world.json(HOSPITAL, new Listing.OfVersions(us, FIRST_PAGE)).at("/items/0");
        assertThat(listed.at("/retraction_reason").asString()).isEqualTo("Codes missing");
        assertThat(listed.at("/retracted_at").asString()).isEqualTo("2026-11-21T10:00:00.123456+00:00");
        assertThatThrownBy(() -> files(HOSPITAL, version))
                .isInstanceOf(Gone.class)
                .hasMessageContaining("Codes missing");
    }

    @Test
    void aVersionRetractedBeforeItsLaunchIsNeverSeen() {
        var us = world.aSubProduct(world.aProduct("ICD"), "US", PUBLISHER, true);
        var version = world.aVersion(us, "2027", day("2027-01-01"), day("2026-12-01"));
        world.versions.retract(PUBLISHING, version, "Codes missing");

        world.clock.set(Instant.parse("2026-12-02T00:00:00Z"));

        assertThat(versions(HOSPITAL, us)).isEmpty();
        assertThatThrownBy(() -> files(HOSPITAL, version)).isInstanceOf(NotFound.class);
    }

    @Test
    void aVersionRetractedOnItsLaunchDateBeforeTheJobRanStaysListed() {
        var us = world.aSubProduct(world.aProduct("ICD"), "US", PUBLISHER, true);
        var version = world.aVersion(us, "2027", day("2027-01-01"), day("2026-12-01"));
        world.clock.set(Instant.parse("2026-12-01T00:00:01Z"));

        world.versions.retract(PUBLISHING, version, "Codes missing");

        assertThat(versions(HOSPITAL, us)).containsExactly("2027");
        assertThat(world.events.stream().filter(CatalogEvent.VersionLaunched.class::isInstance))
                .hasSize(1);
    }

    @Test
    void versionsAreListedNewestFirstAndNoPageRepeatsOne() {
        var us = world.aSubProduct(world.aProduct("ICD"), "US", PUBLISHER, true);
        world.aVersion(us, "oldest", day("2024-10-01"), day("2024-09-01"));
        world.aVersion(us, "newest", day("2026-10-01"), day("2026-09-01"));
        // Made in the same microsecond, in force on the same day: the order is any, but the same on each page.
        IntStream.range(0, 5).forEach(i -> world.aVersion(us, "twin " + i, day("2025-10-01"), day("2025-09-01")));
        world.clock.advance(Duration.ofSeconds(1));
        world.aVersion(us, "later", day("2025-10-01"), day("2025-09-01"));

        var all = versions(HOSPITAL, us);
        assertThat(all).startsWith("newest", "later").endsWith("oldest").hasSize(8);
        assertThat(IntStream.rangeClosed(1, 4)
                        .mapToObj(page -> versions(HOSPITAL, us, new Paging(page, 2)))
                        .flatMap(List::stream))
                .containsExactlyElementsOf(all);
    }

    @Test
    void aPagePastTheEndIsEmptyAndStillCounts() {
        var us = world.aSubProduct(world.aProduct("ICD"), "US", PUBLISHER, true);
        world.aVersion(us, "2026");

        for (var page : List.of(2L, 1000L, Long.MAX_VALUE)) {
            var listing = world.json(HOSPITAL, new Listing.OfVersions(us, new Paging(page, 10)));
            assertThat(listing.at("/items").size()).isZero();
            assertThat(listing.at("/total").asLong()).isEqualTo(1);
            assertThat(listing.at("/current_page").asLong()).isEqualTo(page);
        }
    }

    @Test
    void theLatestVersionIsTheNewestThatCanBeDownloaded() {
        var us = world.aSubProduct(world.aProduct("ICD"), "US", PUBLISHER, true);
        world.aVersion(us, "2025", day("2025-10-01"), day("2025-09-01"));
        world.aVersion(us, "2027", day("2027-10-01"), day("2027-09-01"));
        var newest = world.aVersion(us, "2026", day("2026-10-01"), day("2026-09-01"));
        var latest = new Listing.OfLatestVersion(us, FIRST_PAGE);
        assertThat(names(world.json(HOSPITAL, latest), "version_name")).containsExactly("2026");

        world.versions.retract(PUBLISHING, newest, "Codes missing");

        assertThat(names(world.json(HOSPITAL, latest), "version_name")).containsExactly("2025");
        assertThat(world.json(HOSPITAL, latest).at("/total").asInt()).isEqualTo(1);
    }

    private List<String> products(Organization organization) {
        return world.json(organization, new Listing.OfProducts())
                .valueStream()
                .map(product -> product.at("/product_name").asString())
                .toList();
    }

    private List<String> subProducts(Organization organization, ProductAddress product) {
        return names(world.json(organization, new Listing.OfSubProducts(product, FIRST_PAGE)), "sub_product_name");
    }

    private List<String> versions(Organization organization, SubProductAddress subProduct) {
        return versions(organization, subProduct, FIRST_PAGE);
    }

    private List<String> versions(Organization organization, SubProductAddress subProduct, Paging paging) {
        return names(world.json(organization, new Listing.OfVersions(subProduct, paging)), "version_name");
    }

    private List<String> files(Organization organization, VersionAddress version) {
        var caller = new Caller(organization, "client", Set.of(Scope.DOWNLOAD));
        return world.links.issue(caller, world.links.find(caller, version)).stream()
                .map(FileJson::fileName)
                .toList();
    }

    private static List<String> names(JsonNode page, String field) {
        return page.at("/items")
                .valueStream()
                .map(item -> item.get(field).asString())
                .toList();
    }

    private static String refusal(Runnable request) {
        try {
            request.run();
        } catch (NotFound refusal) {
            return String.valueOf(refusal.getMessage());
        }
        throw new AssertionError("Not refused");
    }
}
