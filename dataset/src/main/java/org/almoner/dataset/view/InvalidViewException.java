package org.almoner.dataset.view;

/** A ViewDefinition that cannot be run. The message names the place in the definition, then the reason. */
public final class InvalidViewException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String place;

    InvalidViewException(String place, String reason) {
        super(place.isEmpty() ? reason : place + ": " + reason);
        this.place = place;
    }

    /** Such as {@code select[1].column[0].path}; empty for the definition as a whole. */
    public String place() {
        return place;
    }
}
