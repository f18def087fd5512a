package org.almoner.client.admin;

/**
 * The unit of isolation.
 *
 * @param id opaque, made by the server
 * @param mnemonic its short name in addresses and commands
 */
public record Organization(String id, String mnemonic, String name) {}
