package org.almoner.server.syndication;

/**
 * What extracts are made and archives are examined with.
 *
 * @param engine makes extracts
 * @param check examines archives made elsewhere
 */
record Tools(ExtractEngine engine, ArchiveCheck check) {}
