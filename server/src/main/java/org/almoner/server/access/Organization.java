package org.almoner.server.access;

/**
 * The unit of isolation.
 *
 * @param id opaque and permanent
 * @param mnemonic short, unique, fit for a host name
 * @param name for people
 */
public record Organization(OrganizationId id, Mnemonic mnemonic, String name) {}
