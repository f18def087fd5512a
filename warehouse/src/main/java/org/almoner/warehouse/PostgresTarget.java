package org.almoner.warehouse;

import java.sql.Connection;
import java.sql.SQLException;

import org.almoner.dataset.text.TextReader;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams rows to the server. */
final class PostgresTarget implements RowTarget {

    private static final int WRITE = 64 << 10;

    private final CopyIn copy;
    private final RowEncoder encoder;
    private final Bytes bytes = new Bytes();
    private long added;
    private long taken;

    /** @param place the table and its columns, in SQL */
    PostgresTarget(Connection connection, String place, RowEncoder encoder) throws SQLException {
        this.encoder = encoder;
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + place + " FROM STDIN WITH (FORMAT binary)");
        PostgresBinary.header(bytes);
    }

    @Override
    public void add(TextReader row) throws SQLException {
        encoder.add(row, bytes);
        added++;
        if (bytes.length() >= WRITE) {
            send();
        }
    }

    @Override
    public void finish() throws SQLException {
        PostgresBinary.trailer(bytes);
        send();
        taken = copy.endCopy();
        if (taken != added) {
            throw new SQLException("PostgreSQL took " + taken + " of " + added + " rows");
        }
    }

    @Override
    public long count() {
        return taken;
    }

    @Override
    public void abandon() {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            // The server says that the copy was cancelled, or is gone; the transaction is rolled back either way.
            return;
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(bytes.array(), 0, bytes.length());
        bytes.clear();
    }
}
