package org.almoner.dataset.view;

/** Hears of what was odd in a resource without keeping its rows from being made. Called by the evaluating thread. */
public interface ProblemListener {
    /**
     * @param view as in {@code view 'Person'}, or {@code view over Patient} if it has no name
     * @param column empty if it is not in a column
     * @param message for people; names the value
     */
    void problem(String view, String column, String message);
}
