package org.almoner.sample;

import java.util.Locale;

/** Titles that read like a code set's and mean nothing. */
final class Words {

    private static final String[] QUALITY = {
        "Acute", "Chronic", "Recurrent", "Unspecified", "Other", "Mild", "Moderate", "Severe", "Primary", "Secondary"
    };
    private static final String[] MATTER = {
        "inflammation",
        "injury",
        "infection",
        "disorder",
        "deformity",
        "finding",
        "obstruction",
        "neoplasm",
        "deficiency",
        "procedure"
    };
    private static final String[] PLACE = {
        "of left ankle",
        "of right shoulder",
        "of upper arm",
        "of inner ear",
        "of lower back",
        "of left hand",
        "of digestive tract",
        "of upper airway",
        "of right eye",
        "of skin"
    };
    private static final String[] ENCOUNTER = {"initial encounter", "subsequent encounter", "sequela", "in remission"};

    private static final int QUALITY_OF = 11;
    private static final int MATTER_OF = 12;
    private static final int PLACE_OF = 13;
    private static final int ENCOUNTER_OF = 14;

    private Words() {}

    static String title(long seed, int ordinal, int revision) {
        var title = "Sample " + pick(QUALITY, seed, ordinal, QUALITY_OF).toLowerCase(Locale.ROOT) + " "
                + pick(MATTER, seed, ordinal, MATTER_OF) + " " + pick(PLACE, seed, ordinal, PLACE_OF) + ", "
                + pick(ENCOUNTER, seed, ordinal, ENCOUNTER_OF) + " (" + ordinal + ")";
        return revision == 0 ? title : title + ", revised " + revision;
    }

    private static String pick(String[] words, long seed, int ordinal, int purpose) {
        return words[Dice.below(words.length, seed, ordinal, purpose)];
    }
}
