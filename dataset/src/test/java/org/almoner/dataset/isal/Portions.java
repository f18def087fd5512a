package org.almoner.dataset.isal;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;

/** Gives so many bytes at once at most, as a network does. */
public final class Portions extends FilterInputStream {

    private final int portion;

    public Portions(byte[] bytes, int portion) {
        super(new ByteArrayInputStream(bytes));
        this.portion = portion;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return super.read(into, offset, Math.min(length, portion));
    }
}
