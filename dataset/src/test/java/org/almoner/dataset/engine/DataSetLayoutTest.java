package org.almoner.dataset.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.almoner.dataset.archive.EntityLayout;
import org.almoner.dataset.definition.DataSets;
import org.almoner.dataset.row.Column;
import org.almoner.dataset.row.ColumnType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataSetLayoutTest {

    @Test
    void theBuiltInOneIsWhatTheDefinitionsSay() {
        assertThat(DataSetLayout.longRec())
                .isEqualTo(CompiledDataSet.of(DataSets.longRec()).layout());
    }

    @Test
    void theBuildHasDerivedIt() {
        assertThat(BuiltInLayouts.class.getResource("LONG_REC.layout"))
                .as("process-classes of the build writes it; without it every load reads all definitions")
                .isNotNull();
    }

    @Test
    void comesBackAsItWasWritten() throws IOException {
        var layout = new DataSetLayout(
                "SMALL",
                "1.2.3",
                List.of(
                        new EntityLayout("Person", "Ein Mensch: \"größer\" | 人\n", allTypes()),
                        new EntityLayout("Person_Name", "", List.of(new Column("a", ColumnType.STRING, "")))));
        assertThat(read(written(layout))).isEqualTo(layout);
    }

    @Test
    void isNeverReadInPart() throws IOException {
        var whole = written(new DataSetLayout("SMALL", "1.2.3", List.of(new EntityLayout("Person", "", allTypes()))));
        for (int length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
        }
    }

    private static List<Column> allTypes() {
        return Arrays.stream(ColumnType.values())
                .map(type -> new Column(type.name(), type, "Of type " + type.word()))
                .toList();
    }

    private static byte[] written(DataSetLayout layout) throws IOException {
        var bytes = new ByteArrayOutputStream();
        LayoutForm.write(layout, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataSetLayout read(byte[] bytes) throws IOException {
        return LayoutForm.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
