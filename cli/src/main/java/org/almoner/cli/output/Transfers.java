package org.almoner.cli.output;

/** Shows how files get on, one after the other. May be called from several threads. */
public interface Transfers extends AutoCloseable {

    /**
     * A file has got so far.
     *
     * @param verb what is being done, such as {@code Uploading}
     * @param size -1 if it is not known
     */
    void at(String verb, String fileName, long position, long size);

    /** A remark on the way. */
    void remark(String sentence);

    /** A file is through. */
    void done(String sentence);

    @Override
    void close();

    static Transfers silent() {
        return new Transfers() {
            @Override
            public void at(String verb, String fileName, long position, long size) {}

            @Override
            public void remark(String sentence) {}

            @Override
            public void done(String sentence) {}

            @Override
            public void close() {}
        };
    }
}
