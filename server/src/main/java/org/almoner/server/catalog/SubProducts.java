package org.almoner.server.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.catalog.Address.ProductAddress;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.sql.Sql;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of sub-products. */
@Repository
class SubProducts {

    private static final String COLUMNS =
            "s.id, s.product_id, s.owner, s.sub_product_name, s.sub_product_slug, s.is_public";
    private static final String PAGE = " order by s.created_at, s.id offset :offset rows fetch next :size rows only";

    private final JdbcClient jdbc;

    SubProducts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isTaken(UUID productId, Slug slug) {
        return jdbc.sql("select count(*) from sub_product where product_id = :product and sub_product_slug = :slug")
                        .param("product", productId)
                        .param("slug", slug.text())
                        .query(Long.class)
                        .single()
                > 0;
    }

    void add(SubProduct subProduct, Instant now) {
        jdbc.sql("""
                        insert into sub_product (id, product_id, owner, sub_product_name, sub_product_slug, is_public, created_at)
                        values (:id, :product, :owner, :name, :slug, :public, :now)
                        """)
                .param("id", subProduct.id())
                .param("product", subProduct.productId())
                .param("owner", subProduct.details().owner().value())
                .param("name", subProduct.details().name())
                .param("slug", subProduct.slug().text())
                .param("public", subProduct.details().isPublic())
                .param("now", Sql.time(now))
                .update();
    }

    void change(UUID id, SubProductDetails details) {
        jdbc.sql("update sub_product set owner = :owner, sub_product_name = :name, is_public = :public where id = :id")
                .param("id", id)
                .param("owner", details.owner().value())
                .param("name", details.name())
                .param("public", details.isPublic())
                .update();
    }

    /** Keeps others from changing the sub-product until the transaction ends. */
    void lock(UUID id) {
        jdbc.sql("select id from sub_product where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .single();
    }

    /** The sub-product, if it is within reach. */
    Optional<SubProduct> find(SubProductAddress address, Reach reach) {
        return jdbc.sql("select " + COLUMNS + " from sub_product s join product p on p.id = s.product_id"
                        + " where p.product_slug = :product and s.sub_product_slug = :sub_product and "
                        + Reach.COVERS_PRODUCT)
                .param("product", address.product().text())
                .param("sub_product", address.subProduct().text())
                .param("publisher", reach.publisher())
                .query(SubProducts::row)
                .optional();
    }

    /** The product's sub-products, oldest first; empty if the product is not within reach. */
    Optional<Page<SubProduct>> page(ProductAddress address, Reach reach, Paging paging) {
        return jdbc.sql("""
                        select p.id, (select count(*) from sub_product s where s.product_id = p.id) as total
                        from product p where p.product_slug = :product and
                        """ + Reach.COVERS_PRODUCT)
                .param("product", address.product().text())
                .param("publisher", reach.publisher())
                .query((row, _) -> new Counted(Sql.uuid(row, "id"), row.getLong("total")))
                .optional()
                .map(product -> Page.of(
                        paging,
                        product.total(),
                        jdbc.sql("select " + COLUMNS + " from sub_product s where s.product_id = :product" + PAGE)
                                .param("product", product.id())
                                .param("offset", paging.offset())
                                .param("size", paging.pageSize())
                                .query(SubProducts::row)
                                .list()));
    }

    /** The product's sub-products that the viewer sees, oldest first; empty if there are none, as the product is not seen then. */
    Optional<Page<SubProduct>> visible(ProductAddress address, Viewer viewer, Paging paging) {
        return jdbc.sql("select p.id, count(*) as total from product p join sub_product s on s.product_id = p.id"
                        + " where p.product_slug = :product and " + Viewer.SEES_SUB_PRODUCT + " group by p.id")
                .param("product", address.product().text())
                .params(viewer.parameters())
                .query((row, _) -> new Counted(Sql.uuid(row, "id"), row.getLong("total")))
                .optional()
                .map(product -> Page.of(
                        paging,
                        product.total(),
                        jdbc.sql("select " + COLUMNS + " from sub_product s where s.product_id = :product and "
                                        + Viewer.SEES_SUB_PRODUCT + PAGE)
                                .param("product", product.id())
                                .params(viewer.parameters())
                                .param("offset", paging.offset())
                                .param("size", paging.pageSize())
                                .query(SubProducts::row)
                                .list()));
    }

    /** The ids of all sub-products that the viewer sees. */
    Set<UUID> visible(Viewer viewer) {
        var parameters = new HashMap<>(viewer.parameters());
        parameters.remove("today");
        return jdbc.sql("select s.id from sub_product s where " + Viewer.SEES_SUB_PRODUCT)
                .params(parameters)
                .query((row, _) -> Sql.uuid(row, "id"))
                .set();
    }

    /** All sub-products that the viewer sees, those of one product together, the oldest first. */
    List<VisibleSubProducts.Named> visibleNamed(Viewer viewer) {
        var parameters = new HashMap<>(viewer.parameters());
        parameters.remove("today");
        return jdbc.sql("select s.id, p.product_slug, p.product_name, s.sub_product_slug, s.sub_product_name"
                        + " from sub_product s join product p on p.id = s.product_id where " + Viewer.SEES_SUB_PRODUCT
                        + " order by p.created_at, p.id, s.created_at, s.id")
                .params(parameters)
                .query((row, _) -> new VisibleSubProducts.Named(
                        Sql.uuid(row, "id"),
                        row.getString("product_slug"),
                        row.getString("product_name"),
                        row.getString("sub_product_slug"),
                        row.getString("sub_product_name")))
                .list();
    }

    /** The addresses of those sub-products within reach that have one of these ids, oldest first. */
    List<SubProductAddress> addresses(Collection<UUID> ids, Reach reach) {
        return jdbc.sql("select p.product_slug, s.sub_product_slug from sub_product s"
                        + " join product p on p.id = s.product_id where s.id = any(:ids) and " + Reach.COVERS_PRODUCT
                        + " order by s.created_at, s.id")
                .param("ids", Sql.uuids(ids))
                .param("publisher", reach.publisher())
                .query((row, _) -> new SubProductAddress(
                        new Slug(row.getString("product_slug")), new Slug(row.getString("sub_product_slug"))))
                .list();
    }

    private record Counted(UUID id, long total) {}

    private static SubProduct row(ResultSet row, int number) throws SQLException {
        return new SubProduct(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "product_id"),
                new Slug(row.getString("sub_product_slug")),
                new SubProductDetails(
                        row.getString("sub_product_name"),
                        new OrganizationId(row.getString("owner")),
                        row.getBoolean("is_public")));
    }
}
