package org.almoner.server.subscription;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.catalog.VisibleSubProducts;
import org.almoner.server.failure.NotFound;
import org.almoner.server.syndication.OwnPopulations;
import org.springframework.stereotype.Component;

/** Which topics an organization may subscribe to: those of what it sees at that moment. */
@Component
class Topics {

    private final VisibleSubProducts subProducts;
    private final OwnPopulations populations;

    Topics(VisibleSubProducts subProducts, OwnPopulations populations) {
        this.subProducts = subProducts;
        this.populations = populations;
    }

    /** Each product before its sub-products; populations in the end. */
    List<Topic> of(OrganizationId organization) {
        var byProduct = new LinkedHashMap<String, List<Topic>>();
        for (var seen : subProducts.named(organization)) {
            byProduct
                    .computeIfAbsent(
                            seen.productSlug(),
                            slug -> new ArrayList<>(List.of(new Topic.OfProduct(slug, seen.productName()))))
                    .add(new Topic.OfSubProduct(
                            seen.productSlug(), seen.slug(), seen.productName() + " / " + seen.name()));
        }
        var topics = new ArrayList<Topic>();
        byProduct.values().forEach(topics::addAll);
        populations.of(organization).stream()
                .map(population -> new Topic.OfPopulation(population.id(), population.mnemonic(), population.name()))
                .forEach(topics::add);
        return topics;
    }

    /** All topics of an organization by their names. */
    Map<String, Topic> byName(OrganizationId organization) {
        var topics = new LinkedHashMap<String, Topic>();
        of(organization).forEach(topic -> topics.put(topic.name().value(), topic));
        return topics;
    }

    /** @throws NotFound if the organization does not see it */
    Topic product(OrganizationId organization, String product) {
        return of(organization).stream()
                .filter(topic -> topic instanceof Topic.OfProduct known
                        && known.product().equals(product))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no product '" + shown(product)
                        + "'. /notifications/v1/topics lists what there is to subscribe to."));
    }

    /** @throws NotFound if the organization does not see it */
    Topic subProduct(OrganizationId organization, String product, String subProduct) {
        return of(organization).stream()
                .filter(topic -> topic instanceof Topic.OfSubProduct known
                        && known.product().equals(product)
                        && known.subProduct().equals(subProduct))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no sub-product '" + shown(product) + "/" + shown(subProduct)
                        + "'. /notifications/v1/topics lists what there is to subscribe to."));
    }

    /**
     * A population of the organization's own.
     *
     * @param population its id or its mnemonic
     * @throws NotFound if the organization has none of that name
     */
    Topic population(OrganizationId organization, String population) {
        return of(organization).stream()
                .filter(topic -> topic instanceof Topic.OfPopulation known
                        && (known.mnemonic().equals(population) || isId(known.id(), population)))
                .findFirst()
                .orElseThrow(() -> new NotFound("Your organization has no population '" + shown(population)
                        + "'. /notifications/v1/topics lists what there is to subscribe to."));
    }

    private static boolean isId(UUID id, String text) {
        return id.toString().equalsIgnoreCase(text);
    }

    /** What a caller sent, cut short. */
    private static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }
}
