@NullMarked
package org.almoner.server.web;

import org.jspecify.annotations.NullMarked;
