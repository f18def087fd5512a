package org.almoner.server.catalog;

import java.util.HashMap;
import java.util.Locale;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.NotFound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SlugTest {

    private final Slugs slugs = new Slugs(new Random(1));

    @ParameterizedTest
    @ValueSource(strings = {"example-product-slug-12", "2022-october-93", "a-1", "1-1", "icd-10-cm-0007"})
    void theSlugsOfTheApiAreSlugs(String text) {
        assertThat(Slug.parse(text)).map(Slug::text).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "1",
                "no-number",
                "-1",
                "a--1",
                "a-1-",
                "A-1",
                "a_1",
                "a-1\n",
                "a-1 ",
                "..",
                "../a-1",
                "a-1/b-2",
                "a-1\\b-2",
                "a-1%2f",
                "a\u0000-1",
                "\u0663-1",
                "a-\u0663",
                "' or 1=1 --1"
            })
    void whatCannotBeASlugIsNone(String text) {
        assertThat(Slug.parse(text)).isEmpty();
        var path = new HashMap<String, String>();
        path.put("product_slug", text);
        assertThatThrownBy(() -> Address.product(path)).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 10_000, 1_000_000})
    void anEndlessSlugIsNone(int length) {
        assertThat(Slug.parse("a".repeat(length - 2) + "-1")).isEmpty();
        assertThat(Slug.parse("a-".repeat(length / 2) + "1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ICD-10-CM, icd-10-cm",
        "2022 October, 2022-october",
        "'  SNOMED CT: US Edition!  ', snomed-ct-us-edition",
        "Terminología Clínica, terminologia-clinica",
        "CPT® 2023, cpt-2023",
        "Ⅳ, iv",
        "用語集, product",
        "---, product"
    })
    void aNameMakesASlug(String name, String stem) {
        assertThat(slugs.draw(name, "product", _ -> false).text()).matches(stem + "-[1-9][0-9]{0,3}");
    }

    @Property
    void everyNameMakesASlug(@ForAll @StringLength(max = 250) String name) {
        var slug = slugs.draw(name, "product", _ -> false);

        assertThat(Slug.parse(slug.text())).contains(slug);
        assertThat(slug.text()).isEqualTo(slug.text().toLowerCase(Locale.ROOT));
    }

    @Test
    void aTakenSlugIsNotDrawn() {
        var first = slugs.draw("ICD", "product", _ -> false);

        assertThat(slugs.draw("ICD", "product", first::equals)).isNotEqualTo(first);
    }

    @Test
    void whenNoneIsFreeAnotherNameIsNeeded() {
        assertThatThrownBy(() -> slugs.draw("ICD", "product", _ -> true)).isInstanceOf(Conflict.class);
    }
}
