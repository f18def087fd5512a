package org.almoner.cli.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import org.almoner.cli.demo.SampleCatalogue.SampleProduct;
import org.almoner.cli.demo.SampleCatalogue.SampleVersion;
import org.almoner.client.AlmonerClient;
import org.almoner.client.admin.SubProductChange;
import org.almoner.client.admin.VersionChange;
import org.almoner.client.catalog.Product;
import org.almoner.client.catalog.SubProduct;
import org.almoner.client.publish.PublishListener;
import org.almoner.client.publish.PublishReport;
import org.almoner.client.publish.Release;

/** Publishes sample products as a publisher would. What is there already stays as it is. */
final class CatalogueFiller {

    private final AlmonerClient publisher;

    CatalogueFiller(AlmonerClient publisher) {
        this.publisher = publisher;
    }

    /** @param organization the mnemonic of the organization that gets what is not public */
    void fill(List<SampleProduct> products, String organization) throws IOException {
        for (var sample : products) {
            var product = product(sample);
            var subProduct = subProduct(sample, product);
            if (!sample.isPublic()) {
                publisher
                        .admin()
                        .entitlements()
                        .grant(organization, product.productSlug(), subProduct.subProductSlug());
            }
            for (var version : sample.versions()) {
                publish(product, subProduct, version);
            }
        }
    }

    private Product product(SampleProduct sample) {
        var products = publisher.admin().products();
        return products.all()
                .filter(product -> product.productName().equals(sample.name()))
                .findFirst()
                .orElseGet(() -> products.add(sample.product()));
    }

    private SubProduct subProduct(SampleProduct sample, Product product) {
        var products = publisher.admin().products();
        return products.subProducts(product.productSlug())
                .filter(subProduct -> subProduct.subProductName().equals(sample.subProduct()))
                .findFirst()
                .orElseGet(() -> products.addSubProduct(
                        product.productSlug(), new SubProductChange(sample.subProduct(), null, sample.isPublic())));
    }

    private void publish(Product product, SubProduct subProduct, SampleVersion version) throws IOException {
        var folder = Files.createTempDirectory("almoner-sample");
        var file = folder.resolve(version.codeSet().fileName(version.release()));
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                version.codeSet().write(version.release(), out);
            }
            var details =
                    new VersionChange(version.name(), version.release().date(), version.launch(), null, null, null);
            var release = new Release(
                    product.productSlug(),
                    subProduct.subProductSlug(),
                    details,
                    List.of(file),
                    true,
                    true,
                    Release.Check.USUAL);
            var report = publisher.publisher().publish(release, PublishListener.NONE);
            if (report.outcome() == PublishReport.Outcome.REFUSED) {
                throw new IllegalStateException(
                        "The sample " + report.address() + " does not pass the server's check: " + report.check());
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }
}
