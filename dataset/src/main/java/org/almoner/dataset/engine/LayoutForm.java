package org.almoner.dataset.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;

import org.almoner.dataset.archive.EntityLayout;
import org.almoner.dataset.row.Column;
import org.almoner.dataset.row.ColumnType;

/** A layout as bytes, for this very version of the program: texts and numbers one after the other, lists with their length first. */
final class LayoutForm {

    private LayoutForm() {}

    static void write(DataSetLayout layout, DataOutput out) throws IOException {
        out.writeUTF(layout.type());
        out.writeUTF(layout.version());
        out.writeInt(layout.entities().size());
        for (var entity : layout.entities()) {
            out.writeUTF(entity.name());
            out.writeUTF(entity.description());
            out.writeInt(entity.columns().size());
            for (var column : entity.columns()) {
                out.writeUTF(column.name());
                out.writeUTF(column.type().name());
                out.writeUTF(column.description());
            }
        }
    }

    static DataSetLayout read(DataInput in) throws IOException {
        var type = in.readUTF();
        var version = in.readUTF();
        int count = in.readInt();
        var entities = new ArrayList<EntityLayout>(count);
        for (int i = 0; i < count; i++) {
            entities.add(entity(in));
        }
        return new DataSetLayout(type, version, entities);
    }

    private static EntityLayout entity(DataInput in) throws IOException {
        var name = in.readUTF();
        var description = in.readUTF();
        int count = in.readInt();
        var columns = new ArrayList<Column>(count);
        for (int i = 0; i < count; i++) {
            columns.add(new Column(in.readUTF(), ColumnType.valueOf(in.readUTF()), in.readUTF()));
        }
        return new EntityLayout(name, description, columns);
    }
}
