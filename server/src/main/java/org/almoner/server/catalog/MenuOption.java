package org.almoner.server.catalog;

/**
 * A link shown to people.
 *
 * @param option what it is called
 * @param url where it leads; {@code {0}} in it is a placeholder, to be filled in by whoever shows it
 */
record MenuOption(String option, String url) {}
