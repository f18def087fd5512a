package org.almoner.server.catalog;

import org.almoner.server.storage.Objects;
import org.almoner.server.storage.Uploads;
import org.springframework.stereotype.Component;

/** Takes files of drafts away, whatever state they are in. */
@Component
class FileRemoval {

    private final ReleaseFiles files;
    private final Uploads uploads;
    private final Objects objects;

    FileRemoval(ReleaseFiles files, Uploads uploads, Objects objects) {
        this.files = files;
        this.uploads = uploads;
        this.objects = objects;
    }

    void remove(ReleaseFile file) {
        files.delete(file.id());
        if (file.upload() != null) {
            uploads.abandon(file.upload().id());
        }
        if (file.stored() != null) {
            objects.delete(file.stored().object());
        }
    }
}
