@NullMarked
package org.almoner.dataset.view;

import org.jspecify.annotations.NullMarked;
