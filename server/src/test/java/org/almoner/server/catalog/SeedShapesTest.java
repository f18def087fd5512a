package org.almoner.server.catalog;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.storage.Links.Link;
import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.Sha256;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.junit.jupiter.api.Test;

import static org.almoner.server.catalog.CatalogWorld.JSON;
import static org.almoner.server.catalog.CatalogWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

/** The examples of the Download API's documentation, byte for byte; after what they have, what is new here. */
class SeedShapesTest {

    private static final UUID PRODUCT = UUID.fromString("3fa85f64-5717-4562-b3fc-2c963f66afa6");
    private static final UUID SUB_PRODUCT = UUID.fromString("5a9994a2-46ad-11ee-be56-0242ac120002");
    private static final UUID VERSION = UUID.fromString("61f36aec-46ae-11ee-be56-0242ac120002");
    private static final Paging FIRST_PAGE = new Paging(1, 10);

    @Test
    void products() {
        var product = new Product(
                PRODUCT,
                new OrganizationId("00393482300wD"),
                "Example Product Name",
                new Slug("example-product-slug-12"),
                List.of(new Identified<>(
                        UUID.fromString("b8e51b9a-46a2-11ee-be56-0242ac120002"), new ProductField(1, "Library", 2))),
                List.of(new Identified<>(
                        UUID.fromString("24aa9382-46a3-11ee-be56-0242ac120002"),
                        new MenuOption("Release Notes", "{0}"))));

        assertThat(JSON.writeValueAsString(List.of(ProductJson.of(product)))).isEqualTo(compact("""
                [{
                "id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
                "product_name": "Example Product Name",
                "product_slug": "example-product-slug-12",
                "fields": [{
                "id": "b8e51b9a-46a2-11ee-be56-0242ac120002",
                "product_id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
                "field_type_id": 1,
                "field_name": "Library",
                "display_order": 2
                }],
                "menu_options": [{
                "id": "24aa9382-46a3-11ee-be56-0242ac120002",
                "product_id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
                "url": "{0}",
                "option": "Release Notes"
                }]
                }]
                """));
    }

    @Test
    void subProducts() {
        var subProduct = new SubProduct(
                SUB_PRODUCT,
                PRODUCT,
                new Slug("example-sub-product-slug-34"),
                new SubProductDetails("Example Sub Product Name", new OrganizationId("00393482300wD"), true));

        assertThat(JSON.writeValueAsString(Page.of(FIRST_PAGE, 1, List.of(SubProductJson.of(subProduct)))))
                .isEqualTo(compact("""
                {
                "current_page": 1,
                "total": 1,
                "page_size": 10,
                "items": [{
                "sub_product_name": "Example Sub Product Name",
                "id": "5a9994a2-46ad-11ee-be56-0242ac120002",
                "product_id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
                "organization_id": "00393482300wD",
                "is_public": true,
                "sub_product_slug": "example-sub-product-slug-34"
                }]
                }
                """));
    }

    @Test
    void versions() {
        var made = Instant.parse("2022-12-15T20:36:54.371613Z");
        var version = new Version(
                VERSION,
                SUB_PRODUCT,
                new Slug("2022-october-93"),
                VersionState.COMMITTED,
                new VersionDetails("2022 October", day("2022-10-01"), day("2022-10-01"), null, List.of(), List.of()),
                made,
                "IMO User",
                made,
                "IMO User",
                made,
                made,
                null,
                null);

        assertThat(JSON.writeValueAsString(Page.of(FIRST_PAGE, 1, List.of(VersionJson.of(version, "/notes")))))
                .isEqualTo(compact("""
                {
                "current_page": 1,
                "total": 1,
                "page_size": 10,
                "items": [{
                "effective_date": "2022-10-01",
                "launch_date": "2022-10-01",
                "id": "61f36aec-46ae-11ee-be56-0242ac120002",
                "sub_product_id": "5a9994a2-46ad-11ee-be56-0242ac120002",
                "version_name": "2022 October",
                "created_at": "2022-12-15T20:36:54.371613+00:00",
                "created_by": "IMO User",
                "updated_at": "2022-12-15T20:36:54.371613+00:00",
                "updated_by": "IMO User",
                "version_slug": "2022-october-93",
                "version_metadata": [],
                "version_menu_actions": [],
                "retention_date": null,
                "retracted_at": null,
                "retraction_reason": null
                }]
                }
                """));
    }

    @Test
    void files() {
        var sha256 = new Sha256("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        var stored = new StoredFile(new ObjectKey("0123456789abcdef0123456789abcdef"), "text/csv", 4, sha256);
        var file = new ReleaseFile(
                UUID.fromString("43084a1a-46b0-11ee-be56-0242ac120002"),
                VERSION,
                new FileName("example_file_name.csv"),
                null,
                stored);
        var link = new Link(URI.create("https://example.org/files/a?b=c&d=e"), Instant.parse("2022-12-15T20:41:54Z"));

        assertThat(JSON.writeValueAsString(List.of(FileJson.of(file, stored, link))))
                .isEqualTo(compact("""
                [{
                "id": "43084a1a-46b0-11ee-be56-0242ac120002",
                "version_id": "61f36aec-46ae-11ee-be56-0242ac120002",
                "file_name": "example_file_name.csv",
                "download_url": "https://example.org/files/a?b=c&d=e",
                "publish_url": null,
                "size_in_bytes": 4,
                "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "content_type": "text/csv",
                "expires_at": "2022-12-15T20:41:54.000000+00:00"
                }]
                """));
    }

    /** The documentation's JSON without the blanks that it has for people. */
    private static String compact(String json) {
        return json.replace("\n", "").replace("\": ", "\":");
    }
}
