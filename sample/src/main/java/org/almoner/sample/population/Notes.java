package org.almoner.sample.population;

/** What people type: with bars, quotes, line ends, tabs and letters from anywhere. */
final class Notes {

    private static final String[] SENTENCES = {
        "Feels well.",
        "Sleeps badly, drinks coffee until late.",
        "Pain 4|10, worse in the morning.",
        "Says: \"It only hurts when I laugh.\"",
        "BP\tsee vitals",
        "Temp. 37 °C, weight −2 kg since last time.",
        "Café worker; naïve to opioids.",
        "Takes \\ does not take the evening dose?",
        "Family present 👨‍👩‍👧, questions answered.",
        "Follow-up in 3–6 months.",
        "患者は元気です。",
        "No fever; no cough; no \"red flags\"."
    };

    private Notes() {}

    /** One line, or several. */
    static String text(Draws draws, int sentences) {
        var text = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            if (i > 0) {
                int chance = draws.below(20);
                text.append(chance == 0 ? "\r\n" : chance < 6 ? "\n" : " ");
            }
            text.append(draws.one(SENTENCES));
        }
        return text.toString();
    }
}
