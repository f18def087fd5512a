@NullMarked
package org.almoner.client.http;

import org.jspecify.annotations.NullMarked;
