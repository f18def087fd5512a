package org.almoner.warehouse;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WarehouseAddressTest {

    @Test
    void passwordsAreNotPrinted() {
        var address = WarehouseAddress.of("jdbc:postgresql://db/research?ssl=true", "me", "s3cret");

        assertThat(address.toString()).isEqualTo("jdbc:postgresql://db/research");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://db/r?ssl=true&password=s3cret", "jdbc:postgresql://me:s3cret@db/r"})
    void passwordsAreNotTaken(String url) {
        assertThatThrownBy(() -> WarehouseAddress.of(url, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ALMONER_WAREHOUSE_PASSWORD")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://db/r", "x;memory_limit=1", ""})
    void otherDatabasesAreRefused(String text) {
        assertThatThrownBy(() -> WarehouseAddress.of(text, null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Long", "a-b", "1a", "", "a\"; drop schema x; --"})
    void schemasHavePlainNames(String schema, @TempDir Path folder) {
        var address = new WarehouseAddress.DuckDbFile(folder.resolve("x.duckdb"));

        assertThatThrownBy(() -> Warehouse.open(address, schema)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileThatCannotBeOpenedIsNamed(@TempDir Path folder) {
        var address = new WarehouseAddress.DuckDbFile(folder.resolve("no/such/folder.duckdb"));

        assertThatThrownBy(() -> Warehouse.open(address, "x"))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("Could not open");
    }
}
