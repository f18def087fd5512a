package org.almoner.server.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A link shown to people, coming and going. */
@Schema(name = "MenuOption", description = "A link that people are shown.")
record MenuOptionJson(
        @Schema(description = "What it is called.", example = "Release Notes") @Nullable
        String option,

        @Schema(
                description =
                        "Where it leads: a http, https or mailto address, or a part of one; {0} is a placeholder.",
                example = "{0}")
        @Nullable
        String url) {

    static MenuOptionJson of(MenuOption option) {
        return new MenuOptionJson(option.option(), option.url());
    }

    MenuOption checked() {
        return new MenuOption(
                Texts.line("The option of a menu entry", option, 200),
                Texts.address("The url of a menu entry", url, 2000));
    }
}
