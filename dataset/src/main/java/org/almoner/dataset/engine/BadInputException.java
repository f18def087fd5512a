package org.almoner.dataset.engine;

/** A line of the source is bad, and the extract was told to fail at that. */
public final class BadInputException extends RuntimeException {

    private final Problem problem;

    BadInputException(Problem problem) {
        super(problem + ". Mend the source, or have such lines put aside with the policy quarantine.");
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
