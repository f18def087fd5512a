/** Finds out why nothing arrives: what has to be right between this machine and a server, looked at one thing after the other. */
@NullMarked
package org.almoner.cli.doctor;

import org.jspecify.annotations.NullMarked;
