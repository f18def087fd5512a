/**
 * What {@code almoner up} does beside starting a server: fills it with a sample catalogue through the same API that every
 * publisher uses, and prints how to fetch from it. Each step finds what an earlier run made, so it can be broken off anywhere.
 */
@NullMarked
package org.almoner.cli.demo;

import org.jspecify.annotations.NullMarked;
