package org.almoner.server.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.catalog.Address.ProductAddress;
import org.almoner.server.sql.Sql;
import org.almoner.server.web.Paging;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of products, with their fields and menu options. */
@Repository
class Products {

    private static final String COLUMNS = "p.id, p.publisher, p.product_name, p.product_slug";

    private final JdbcClient jdbc;
    private final Supplier<UUID> ids;

    Products(JdbcClient jdbc, Supplier<UUID> ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    boolean isTaken(Slug slug) {
        return jdbc.sql("select count(*) from product where product_slug = :slug")
                        .param("slug", slug.text())
                        .query(Long.class)
                        .single()
                > 0;
    }

    void add(UUID id, OrganizationId publisher, Slug slug, ProductDetails details, Instant now) {
        jdbc.sql("""
                        insert into product (id, publisher, product_name, product_slug, created_at)
                        values (:id, :publisher, :name, :slug, :now)
                        """)
                .param("id", id)
                .param("publisher", publisher.value())
                .param("name", details.name())
                .param("slug", slug.text())
                .param("now", Sql.time(now))
                .update();
        addParts(id, details);
    }

    void change(UUID id, ProductDetails details) {
        jdbc.sql("update product set product_name = :name where id = :id")
                .param("id", id)
                .param("name", details.name())
                .update();
        jdbc.sql("delete from product_field where product_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("delete from product_menu_option where product_id = :id")
                .param("id", id)
                .update();
        addParts(id, details);
    }

    private void addParts(UUID id, ProductDetails details) {
        var position = 0;
        for (var field : details.fields()) {
            jdbc.sql("""
                            insert into product_field (id, product_id, position, field_type_id, field_name, display_order)
                            values (:id, :product, :position, :type, :name, :order)
                            """)
                    .param("id", ids.get())
                    .param("product", id)
                    .param("position", position++)
                    .param("type", field.typeId())
                    .param("name", field.name())
                    .param("order", field.displayOrder())
                    .update();
        }
        position = 0;
        for (var option : details.menuOptions()) {
            jdbc.sql("""
                            insert into product_menu_option (id, product_id, position, option_name, url)
                            values (:id, :product, :position, :name, :url)
                            """)
                    .param("id", ids.get())
                    .param("product", id)
                    .param("position", position++)
                    .param("name", option.option())
                    .param("url", option.url())
                    .update();
        }
    }

    /** The product, if it is within reach. */
    Optional<Product> find(ProductAddress address, Reach reach) {
        return withParts(jdbc.sql("select " + COLUMNS + " from product p where p.product_slug = :slug and "
                                + Reach.COVERS_PRODUCT)
                        .param("slug", address.product().text())
                        .param("publisher", reach.publisher())
                        .query(Products::row)
                        .list())
                .stream()
                .findFirst();
    }

    /** Keeps others from changing the product until the transaction ends. */
    void lock(UUID id) {
        jdbc.sql("select id from product where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .single();
    }

    long count(Reach reach) {
        return jdbc.sql("select count(*) from product p where " + Reach.COVERS_PRODUCT)
                .param("publisher", reach.publisher())
                .query(Long.class)
                .single();
    }

    /** Products within reach, oldest first. */
    List<Product> page(Reach reach, Paging paging) {
        return withParts(jdbc.sql("select " + COLUMNS + " from product p where " + Reach.COVERS_PRODUCT + """
                        order by p.created_at, p.id offset :offset rows fetch next :size rows only
                        """)
                .param("publisher", reach.publisher())
                .param("offset", paging.offset())
                .param("size", paging.pageSize())
                .query(Products::row)
                .list());
    }

    /** The organization that publishes a product; empty if the viewer does not see the product. */
    Optional<OrganizationId> publisher(ProductAddress address, Viewer viewer) {
        return jdbc.sql("select p.publisher from product p where p.product_slug = :slug"
                        + " and exists (select 1 from sub_product s where s.product_id = p.id and "
                        + Viewer.SEES_SUB_PRODUCT + ")")
                .param("slug", address.product().text())
                .params(viewer.parameters())
                .query(String.class)
                .optional()
                .map(OrganizationId::new);
    }

    /** The products that the viewer sees, oldest first, so that a new one moves no other. */
    List<Product> visible(Viewer viewer) {
        return withParts(jdbc.sql("select " + COLUMNS + " from product p where exists ("
                        + "select 1 from sub_product s where s.product_id = p.id and " + Viewer.SEES_SUB_PRODUCT
                        + ") order by p.created_at, p.id")
                .params(viewer.parameters())
                .query(Products::row)
                .list());
    }

    /** The addresses of those products within reach that have one of these ids, oldest first. */
    List<ProductAddress> addresses(Collection<UUID> ids, Reach reach) {
        return jdbc.sql("select p.product_slug from product p where p.id = any(:ids) and " + Reach.COVERS_PRODUCT
                        + " order by p.created_at, p.id")
                .param("ids", Sql.uuids(ids))
                .param("publisher", reach.publisher())
                .query((row, _) -> new ProductAddress(new Slug(row.getString("product_slug"))))
                .list();
    }

    private List<Product> withParts(List<Product> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        var products = Sql.uuids(bare.stream().map(Product::id).toList());
        var fields = parts("product_field", products, Products::field);
        var options = parts("product_menu_option", products, Products::menuOption);
        return bare.stream()
                .map(product -> new Product(
                        product.id(),
                        product.publisher(),
                        product.name(),
                        product.slug(),
                        fields.getOrDefault(product.id(), List.of()),
                        options.getOrDefault(product.id(), List.of())))
                .toList();
    }

    private <T> Map<UUID, List<Identified<T>>> parts(String table, Object products, PartMapper<T> mapper) {
        record Part<T>(UUID product, Identified<T> it) {}
        return jdbc
                .sql("select * from " + table + " where product_id = any(:products) order by product_id, position")
                .param("products", products)
                .query((row, _) ->
                        new Part<>(Sql.uuid(row, "product_id"), new Identified<>(Sql.uuid(row, "id"), mapper.map(row))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Part::product, Collectors.mapping(Part::it, Collectors.toList())));
    }

    private interface PartMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    private static Product row(ResultSet row, int number) throws SQLException {
        return new Product(
                Sql.uuid(row, "id"),
                new OrganizationId(row.getString("publisher")),
                row.getString("product_name"),
                new Slug(row.getString("product_slug")),
                List.of(),
                List.of());
    }

    private static ProductField field(ResultSet row) throws SQLException {
        return new ProductField(row.getInt("field_type_id"), row.getString("field_name"), row.getInt("display_order"));
    }

    private static MenuOption menuOption(ResultSet row) throws SQLException {
        return new MenuOption(row.getString("option_name"), row.getString("url"));
    }
}
