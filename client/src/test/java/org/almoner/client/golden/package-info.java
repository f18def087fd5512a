/** A server that speaks the API's contract from memory, and misbehaves when told to. */
@NullMarked
package org.almoner.client.golden;

import org.jspecify.annotations.NullMarked;
