package org.almoner.warehouse;

/** Something was not loaded, and the warehouse is as it was before. The message says why, and what to do. */
public final class WarehouseException extends RuntimeException {

    public WarehouseException(String message) {
        super(message);
    }

    WarehouseException(String message, Throwable cause) {
        super(message, cause);
    }
}
