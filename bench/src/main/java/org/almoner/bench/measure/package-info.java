/** What any benchmark needs: programs, processes and their cost, a load generator for requests, and honest figures. */
@NullMarked
package org.almoner.bench.measure;

import org.jspecify.annotations.NullMarked;
