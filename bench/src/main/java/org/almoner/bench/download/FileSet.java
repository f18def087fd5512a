package org.almoner.bench.download;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Files of one size that belong together. Almoner has each set as a version, nginx as a folder. */
enum FileSet {
    LARGE,
    MEDIUM,
    SMALL,
    SLOW;

    int count(Scale scale) {
        return switch (this) {
            case LARGE, SLOW -> 1;
            case MEDIUM -> scale.mediumFiles();
            case SMALL -> scale.smallFiles();
        };
    }

    /** The size of each file, in bytes. */
    long size(Scale scale) {
        return switch (this) {
            case LARGE -> scale.largeFile();
            case MEDIUM -> scale.mediumFile();
            case SMALL -> scale.smallFile();
            case SLOW -> scale.slowFile();
        };
    }

    /** The name of the set's folder and version. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of the files, in order. */
    List<String> fileNames(Scale scale) {
        return IntStream.range(0, count(scale))
                .mapToObj(number -> "%s-%03d.bin".formatted(label(), number))
                .toList();
    }
}
