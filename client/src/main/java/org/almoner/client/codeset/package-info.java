/**
 * What a server says of the code sets in a version: whether its files are as their standards have them, and what has changed since the
 * version before. Asked for through {@link org.almoner.client.catalog.Catalog}, and by publishers through
 * {@link org.almoner.client.admin.Versions}.
 */
@NullMarked
package org.almoner.client.codeset;

import org.jspecify.annotations.NullMarked;
