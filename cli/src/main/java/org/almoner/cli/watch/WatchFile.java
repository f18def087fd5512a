package org.almoner.cli.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.settings.Exposure;
import org.almoner.cli.settings.YamlSettings;
import org.almoner.cli.watch.WatchSettings.Folder;
import org.almoner.cli.watch.WatchSettings.Launch;
import org.almoner.cli.watch.WatchSettings.Naming;
import org.almoner.cli.watch.WatchSettings.Policy;
import org.jspecify.annotations.Nullable;

/** Reads the settings of watched folders: a YAML document. What it says that is not understood is an error, never ignored. */
public final class WatchFile {

    private final YamlSettings yaml;

    private WatchFile(Path path) {
        this.yaml = new YamlSettings(path, "watched folders");
    }

    /** @throws CommandFailure if it cannot be read, or says what cannot be */
    public static WatchSettings read(Path path) {
        return new WatchFile(path).settings();
    }

    private WatchSettings settings() {
        var document = yaml.read(WatchDocument.class);
        var folders = new ArrayList<Folder>();
        for (var folder : yaml.items("folders", yaml.given(document.folders(), "folders"))) {
            folders.add(folder("folders[" + folders.size() + "]", folder));
        }
        if (folders.isEmpty()) {
            throw yaml.wrong("folders", "there is none. Name at least one, with the sub-product that its files are of");
        }
        requireApart(folders);
        return new WatchSettings(
                yaml.address("url", document.url()),
                yaml.address("token-url", document.tokenUrl()),
                yaml.credentials("", document.clientId(), document.clientSecret(), document.clientSecretFile()),
                Optional.ofNullable(document.profiles()).map(folder -> yaml.near("profiles", folder)),
                period("every", document.every(), WatchSettings.USUAL_EVERY),
                period("unchanged", document.unchanged(), WatchSettings.USUAL_UNCHANGED),
                folders,
                document.clientSecret() != null && Exposure.toOthers(yaml.path()));
    }

    private Duration period(String at, @Nullable String text, Duration usual) {
        return text == null ? usual : yaml.checked(at, text, YamlSettings::period);
    }

    private Folder folder(String at, WatchDocument.Folder folder) {
        var path = yaml.near(at + ".folder", yaml.given(folder.folder(), at + ".folder"));
        var done = beside(at + ".done", path, folder.done(), "done");
        var refused = beside(at + ".refused", path, folder.refused(), "refused");
        if (done.equals(refused)) {
            throw yaml.wrong(at, "done and refused are the same folder. Nobody could tell them apart");
        }
        return new Folder(
                path,
                step(at + ".product", folder.product()),
                step(at + ".sub-product", folder.subProduct()),
                Optional.ofNullable(folder.profile()),
                policy(at + ".policy", folder.policy()),
                launch(at + ".launch", folder.launch()),
                naming(at + ".version", folder.version()),
                done,
                refused);
    }

    private String step(String at, @Nullable String text) {
        var given = yaml.given(text, at);
        if (given.isBlank() || given.contains("/")) {
            throw yaml.wrong(
                    at, "'" + given + "' is not a slug or a name; one with a slash in it is to be given by its slug");
        }
        return given;
    }

    private Path beside(String at, Path folder, @Nullable String given, String usual) {
        var name = given == null ? usual : given;
        if (name.isBlank() || name.startsWith("~")) {
            throw yaml.wrong(at, "'" + name + "' is not a folder");
        }
        var path = yaml.checked(at, name, each -> folder.resolve(each).normalize());
        if (folder.startsWith(path)) {
            throw yaml.wrong(
                    at, "it is the watched folder itself, or around it. What is in it would be taken again and again");
        }
        return path;
    }

    private Policy policy(String at, @Nullable String text) {
        return switch (text) {
            case null -> Policy.DRAFT;
            case "draft" -> Policy.DRAFT;
            case "commit" -> Policy.COMMIT;
            default -> throw yaml.wrong(at, "'" + text + "' is neither draft nor commit");
        };
    }

    private Launch launch(String at, @Nullable String text) {
        return switch (text) {
            case null -> new Launch.AtOnce();
            case "at-once" -> new Launch.AtOnce();
            case "effective" -> new Launch.WhenEffective();
            default -> {
                if (!text.matches("[0-9]{1,4} ?d")) {
                    throw yaml.wrong(at, "'" + text + "' is none of at-once, effective, and days such as 14d");
                }
                yield new Launch.After(Integer.parseInt(text.replaceAll("[ d]", "")));
            }
        };
    }

    private Naming naming(String at, @Nullable String text) {
        return switch (text) {
            case null -> Naming.BY_RELEASE;
            case "release" -> Naming.BY_RELEASE;
            case "day" -> Naming.BY_DAY;
            default -> throw yaml.wrong(at, "'" + text + "' is neither release nor day");
        };
    }

    /** What one folder has done with must not be found in another. */
    private void requireApart(List<Folder> folders) {
        for (int i = 0; i < folders.size(); i++) {
            for (int j = 0; j < folders.size(); j++) {
                if (i != j) {
                    requireApart(folders.get(i), folders.get(j));
                }
            }
        }
    }

    private void requireApart(Folder folder, Folder other) {
        if (folder.path().equals(other.path())) {
            throw yaml.wrong("folders", folder.path() + " is there twice");
        }
        if (folder.path().startsWith(other.path())) {
            throw yaml.wrong(
                    "folders",
                    folder.path() + " is in " + other.path()
                            + ", where a folder is one release. Put them side by side");
        }
        for (var out : List.of(folder.done(), folder.refused())) {
            if (out.startsWith(other.path())) {
                throw yaml.wrong(
                        "folders",
                        out + " is in " + other.path() + ", which is watched. What is put there would be taken again");
            }
        }
    }
}
