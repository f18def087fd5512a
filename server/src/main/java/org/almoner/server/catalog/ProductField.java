package org.almoner.server.catalog;

/**
 * A column that a product shows to people.
 *
 * @param typeId 1 or more; what the numbers mean is between the publisher and its clients
 * @param displayOrder 0 or more; the column's place among the others
 */
record ProductField(int typeId, String name, int displayOrder) {}
