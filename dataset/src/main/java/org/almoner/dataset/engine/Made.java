package org.almoner.dataset.engine;

import java.util.List;

import org.almoner.dataset.archive.FinishedExtract;

/**
 * An extract that was made.
 *
 * @param extract its files, on disk for good
 * @param bytesRead of the source, as it lies there
 * @param rows that the source has for all entities, of which an INCREMENTAL holds but some
 * @param problems how many bad lines were put aside
 * @param firstProblems at most 20 of them
 */
public record Made(FinishedExtract extract, long bytesRead, long rows, long problems, List<Problem> firstProblems) {}
