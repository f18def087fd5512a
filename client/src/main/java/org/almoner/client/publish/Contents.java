package org.almoner.client.publish;

import java.util.List;
import java.util.Optional;

import org.almoner.client.admin.DraftFile;

/** The files that a version has on the server. */
record Contents(List<DraftFile> files) {

    Optional<DraftFile> named(String name) {
        return files.stream().filter(file -> file.fileName().equals(name)).findFirst();
    }

    /** Whether a file is there whole and with the same bytes. */
    boolean has(LocalFile file) {
        return named(file.name())
                .filter(there -> there.state() == DraftFile.State.STORED)
                .filter(there -> file.sha256().equals(there.sha256()))
                .isPresent();
    }

    /** Whether a server would check them: there are files, and all of them are whole. */
    boolean checkable() {
        return !files.isEmpty() && files.stream().allMatch(file -> file.state() == DraftFile.State.STORED);
    }

    List<String> namesBeside(List<PublishedFile> known) {
        return files.stream()
                .map(DraftFile::fileName)
                .filter(name -> known.stream().noneMatch(file -> file.fileName().equals(name)))
                .toList();
    }
}
