package org.almoner.dataset.engine;

import java.util.List;

import org.almoner.dataset.archive.EntityLayout;

/**
 * What extracts of a data set look like: their files and columns, without what fills these. All that a consumer needs to know of a data
 * set, and had in a hundredth of the time that its definitions take.
 *
 * @param type such as {@code LONG_REC}
 * @param version {@code major.minor.patch}
 * @param entities in the order of the archive
 */
public record DataSetLayout(String type, String version, List<EntityLayout> entities) {

    public DataSetLayout {
        entities = List.copyOf(entities);
    }

    /** That of {@code LONG_REC} 1.0.0. */
    public static DataSetLayout longRec() {
        return BuiltInLayouts.longRec();
    }
}
