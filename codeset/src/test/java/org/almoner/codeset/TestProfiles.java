package org.almoner.codeset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.Profiles;

/** Profiles that tests write down, as an operator would. */
public final class TestProfiles {

    private TestProfiles() {}

    /** A profile with one file {@code things.txt} of the table {@code things}. */
    public static Path write(Path folder, String layout) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("profile.json"), """
                { "name": "test-set", "title": "Test", "publisher": "Nobody", "description": "For tests.",
                  "versions": [ { "name": "things-(?<year>\\\\d{4})", "version": "{year}" } ],
                  "files": [ { "table": "things", "name": "things.*\\\\.txt", "occurs": "once", "layout": "things" } ] }
                """);
        Files.writeString(folder.resolve("things.layout.json"), layout);
        return folder;
    }

    /** The layout of a text. */
    public static Layout layout(Path folder, String layout) throws IOException {
        return Profiles.in(write(folder, layout)).getFirst().files().getFirst().layout();
    }

    /** One that comes with Almoner. */
    public static Profile builtIn(String name) {
        return Profiles.builtIn().stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public static Layout layout(String profile, String table) {
        return builtIn(profile).files().stream()
                .filter(file -> file.table().equals(table))
                .findFirst()
                .orElseThrow()
                .layout();
    }
}
