package org.almoner.dataset.row;

/**
 * One column of an entity.
 *
 * @param name unique within its entity; SQL's words for a plain identifier: a letter, then letters, digits and underscores
 * @param type how its text is to be read
 * @param description for people; empty if nobody wrote one
 */
public record Column(String name, ColumnType type, String description) {}
