package org.almoner.cli.command;

import java.util.List;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a path on the command line names. Each step is a slug, a name or a slug without its number. */
final class Address {

    private Address() {}

    /** {@code PRODUCT} or {@code PRODUCT/SUB_PRODUCT}. */
    sealed interface Grantable {
        String product();
    }

    /** {@code PRODUCT}. */
    record OfProduct(String product) implements Grantable {}

    /** {@code PRODUCT/SUB_PRODUCT}. */
    record OfSubProduct(String product, String subProduct) implements Grantable, Fetchable {}

    /** {@code PRODUCT/SUB_PRODUCT/VERSION}. */
    record OfVersion(OfSubProduct subProduct, String version) implements Fetchable {}

    /** {@code PRODUCT/SUB_PRODUCT} or {@code PRODUCT/SUB_PRODUCT/VERSION}. */
    sealed interface Fetchable {}

    /** Reads {@code PRODUCT[/SUB_PRODUCT]}. */
    static final class GrantableConverter implements ITypeConverter<Grantable> {
        @Override
        public Grantable convert(String text) {
            var steps = steps(text, "PRODUCT or PRODUCT/SUB_PRODUCT", 1, 2);
            return steps.size() == 1
                    ? new OfProduct(steps.getFirst())
                    : new OfSubProduct(steps.getFirst(), steps.getLast());
        }
    }

    /** Reads {@code PRODUCT/SUB_PRODUCT}. */
    static final class SubProductConverter implements ITypeConverter<OfSubProduct> {
        @Override
        public OfSubProduct convert(String text) {
            var steps = steps(text, "PRODUCT/SUB_PRODUCT", 2, 2);
            return new OfSubProduct(steps.getFirst(), steps.getLast());
        }
    }

    /** Reads {@code PRODUCT/SUB_PRODUCT/VERSION}. */
    static final class VersionConverter implements ITypeConverter<OfVersion> {
        @Override
        public OfVersion convert(String text) {
            var steps = steps(text, "PRODUCT/SUB_PRODUCT/VERSION", 3, 3);
            return new OfVersion(new OfSubProduct(steps.get(0), steps.get(1)), steps.get(2));
        }
    }

    /** Reads {@code PRODUCT/SUB_PRODUCT[/VERSION]}. */
    static final class FetchableConverter implements ITypeConverter<Fetchable> {
        @Override
        public Fetchable convert(String text) {
            var steps = steps(text, "PRODUCT/SUB_PRODUCT or PRODUCT/SUB_PRODUCT/VERSION", 2, 3);
            var subProduct = new OfSubProduct(steps.get(0), steps.get(1));
            return steps.size() == 2 ? subProduct : new OfVersion(subProduct, steps.get(2));
        }
    }

    private static List<String> steps(String text, String form, int least, int most) {
        var steps = List.of(text.split("/", -1));
        if (steps.size() < least || steps.size() > most || steps.stream().anyMatch(Address::nothing)) {
            throw new TypeConversionException(
                    "'" + text + "' is not " + form + ". A name with a slash in it is to be given by its slug.");
        }
        return steps;
    }

    private static boolean nothing(String step) {
        return step.isBlank() || step.equals(".") || step.equals("..");
    }
}
