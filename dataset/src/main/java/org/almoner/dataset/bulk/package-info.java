/**
 * A population from a FHIR server: asks it for a Bulk Data export, waits, and fills a folder with NDJSON as
 * {@link org.almoner.dataset.source.NdjsonFolder} reads it. {@link BulkExport} is the way in. What is known of an export lies beside its
 * files, so that a killed process goes on with the same export.
 *
 * @see <a href="https://hl7.org/fhir/uv/bulkdata/">FHIR Bulk Data Access</a>
 * @see <a href="https://hl7.org/fhir/smart-app-launch/backend-services.html">SMART Backend Services</a>
 */
@NullMarked
package org.almoner.dataset.bulk;

import org.jspecify.annotations.NullMarked;
