package org.almoner.server.syndication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;

/** Takes every archive for what its name says, if it begins with the bytes "good"; an INCREMENTAL names its base after that. */
final class FakeCheck implements ArchiveCheck {

    @Override
    public Checked check(Candidate candidate, ProgressListener progress, CancelToken cancelled)
            throws ExtractFailed, IOException {
        String text;
        try (var in = candidate.contents().open()) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!text.startsWith("good")) {
            throw new ExtractFailed("The archive is no archive.");
        }
        var incremental = candidate.fileName().contains("_I_");
        var index = Files.writeString(candidate.scratch().resolve("rows.index"), "index of " + candidate.fileName());
        return new Checked(
                incremental ? ExtractType.INCREMENTAL : ExtractType.COMPLETE,
                FakeEngine.LONG_REC,
                Instant.parse("2016-10-28T06:25:00Z"),
                incremental ? text.substring("good".length()).strip() : null,
                index,
                3);
    }
}
