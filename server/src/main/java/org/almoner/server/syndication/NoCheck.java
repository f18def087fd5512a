package org.almoner.server.syndication;

/** Stands where nothing examines archives: then none is taken in. */
final class NoCheck implements ArchiveCheck {

    @Override
    public Checked check(Candidate candidate, ProgressListener progress, CancelToken cancelled) throws ExtractFailed {
        throw new ExtractFailed("This server has nothing that examines archives.");
    }
}
