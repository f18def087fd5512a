package org.almoner.dataset.index;

/**
 * What a row index belongs to. An INCREMENTAL can only be made against the index of its very base.
 *
 * @param population its mnemonic
 * @param dataSet its type, such as {@code LONG_REC}
 * @param dataSetVersion {@code major.minor.patch}
 * @param extract the name of the extract whose rows it holds
 */
public record IndexIdentity(String population, String dataSet, String dataSetVersion, String extract) {

    @Override
    public String toString() {
        return extract + " (population " + population + ", data set " + dataSet + " " + dataSetVersion + ")";
    }
}
