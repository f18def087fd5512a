package org.almoner.server.catalog;

import org.almoner.server.failure.Invalid;

/**
 * A column that a product shows to people.
 *
 * @param typeId 1 or more; what the numbers mean is between the publisher and its clients
 * @param displayOrder 0 or more; the column's place among the others
 */
record ProductField(int typeId, String name, int displayOrder) {

    ProductField {
        name = Texts.line("field_name", name, 200);
        if (typeId < 1) {
            throw new Invalid("field_type_id must be a whole number from 1.");
        }
        if (displayOrder < 0) {
            throw new Invalid("display_order must be a whole number from 0.");
        }
    }
}
