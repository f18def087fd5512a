package org.almoner.server.syndication;

import java.util.List;

/** Stands where no engine is installed. */
final class NoEngine implements ExtractEngine {

    @Override
    public List<DataSet> dataSets() {
        return List.of();
    }

    @Override
    public Built build(Order order, ProgressListener progress, CancelToken cancelled) throws ExtractFailed {
        throw new ExtractFailed("This server has nothing that makes extracts.");
    }
}
