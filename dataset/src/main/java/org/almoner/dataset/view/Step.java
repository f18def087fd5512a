package org.almoner.dataset.view;

/** A part of making rows. It runs the next part once for every row, or partial row, that it makes. */
abstract class Step {
    abstract void run(Evaluation e);
}
