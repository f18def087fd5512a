package org.almoner.cli.command;

import java.util.regex.Pattern;

import org.almoner.client.admin.ProductChange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code NAME:TYPE:ORDER}. */
final class FieldConverter implements ITypeConverter<ProductChange.Field> {

    private static final Pattern FORM = Pattern.compile("(.+):([0-9]{1,9}):([0-9]{1,9})");

    @Override
    public ProductChange.Field convert(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text + "' is not NAME:TYPE:ORDER, such as Library:1:2");
        }
        return new ProductChange.Field(
                parts.group(1), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }
}
