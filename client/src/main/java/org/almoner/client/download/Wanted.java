package org.almoner.client.download;

import java.nio.file.Path;

/**
 * A file that is to be on this machine.
 *
 * @param target where it goes; its folder is made if it is not there. Only its last step may come from a server: it is checked
 * @param overwrite whether another file of that name is replaced
 */
public record Wanted(Remote remote, Path target, boolean overwrite) {}
