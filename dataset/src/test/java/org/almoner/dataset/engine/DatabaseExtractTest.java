package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.database.TestDatabase;
import org.almoner.dataset.definition.EntityDefinition;
import org.almoner.dataset.source.SourceException;
import org.almoner.dataset.text.TextLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.almoner.dataset.database.TestDatabase.execute;
import static org.almoner.dataset.engine.FolderExtractTest.row;
import static org.almoner.dataset.engine.SmallSet.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DatabaseExtractTest {

    private static final EntityDefinition BILL =
            query("Bill", "select id, amount from bill order by id", "id INTEGER", "amount DECIMAL");
    private static final EntityDefinition PAYER = query("Payer", "select name from payer order by name", "name STRING");

    @Parameter
    TestDatabase database = TestDatabase.H2;

    @TempDir
    Path folder;

    private String url = "";

    @BeforeEach
    void begin() {
        url = database.fresh();
        execute(
                url,
                "create table bill (id integer, amount numeric(20, 2))",
                "insert into bill values (1, 1.10), (2, 20), (3, null)",
                "create table payer (name varchar(100))",
                "insert into payer values ('Ng'), ('')");
    }

    @Test
    void aCompleteHoldsTheRowsOfTheQueries() throws IOException {
        var made = complete(BILL, PAYER);
        var extract = ReadExtract.of(made.extract().archive());
        assertThat(extract.rows("Bill"))
                .containsExactly(row("1", "1.10"), row("2", "20.00"), row("3", ReadExtract.NONE));
        assertThat(extract.rows("Payer")).containsExactly(row(""), row("Ng"));
        assertThat(made.rows()).isEqualTo(5);
    }

    @Test
    void anIncrementalHoldsWhatChanged() throws IOException {
        var base = complete(BILL, PAYER);
        execute(url, "delete from bill where id = 1", "update payer set name = 'Berg' where name = 'Ng'");
        var trial = trial(BILL, PAYER);
        var made = trial.make(order(
                trial,
                trial.name(ExtractType.INCREMENTAL, 2),
                Optional.of(base.extract().summary().description().name())));
        var before = ReadExtract.of(base.extract().archive());
        var extract = ReadExtract.of(made.extract().archive());
        assertThat(extract.rows("Bill")).isEmpty();
        assertThat(extract.table("Bill_delete.txt").hashes())
                .containsExactly(before.table("Bill.txt").hashes().getFirst());
        assertThat(extract.rows("Payer")).containsExactly(row("Berg"));
        assertThat(extract.table("Payer_delete.txt").hashes())
                .containsExactly(before.table("Payer.txt").hashes().getLast());
    }

    @Test
    void allQueriesSeeOneMoment() throws IOException {
        var trial = trial(BILL, PAYER, query("Bill_Again", "select id from bill order by id", "id INTEGER"));
        var changed = new AtomicInteger();
        var made = trial.make(order(trial, trial.name(ExtractType.COMPLETE, 1), Optional.empty()), new Watcher() {
            @Override
            public void progress(Progress progress) {
                if (changed.getAndIncrement() == 0) {
                    execute(url, "insert into payer values ('Late')", "delete from bill where id = 1");
                }
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        });
        var extract = ReadExtract.of(made.extract().archive());
        assertThat(changed.get()).isEqualTo(3);
        assertThat(extract.rows("Payer")).containsExactly(row(""), row("Ng"));
        assertThat(extract.rows("Bill_Again")).containsExactly(row("1"), row("2"), row("3"));
    }

    @Test
    void aQueryThatFailsLetsTheExtractFail() {
        fails(query("Broken", "select id / 0 as id from bill", "id INTEGER"), "Broken", "ivision by zero");
        fails(query("Broken", "select id from no_such_table", "id INTEGER"), "Broken", "at once", "no_such_table");
    }

    @Test
    void aQueryYieldsWhatWasDeclared() {
        fails(query("Broken", "select id, 1 as b from bill", "id INTEGER"), "Broken", "columns id, b");
        fails(query("Broken", "select id as b, amount as a from bill", "a INTEGER", "b DECIMAL"), "Broken", "b, a");
        fails(query("Broken", "select name from payer", "name INTEGER"), "Broken", "row 1", "name", "INTEGER");
        fails(query("Broken", "select amount as a from bill", "a INTEGER"), "Broken", "row 1", "a", "INTEGER");
        fails(query("Broken", "select id from bill", "id BOOLEAN"), "Broken", "row 1", "id", "BOOLEAN");
        fails(query("Broken", "select id from bill", "id DATE"), "Broken", "row 1", "id", "DATE");
    }

    @Test
    void aRowThatIsTooLongIsNamedByItsQuery() {
        var trial = trial(BILL, query("Long", "select name from payer order by name", "name STRING"))
                .with(settings -> new EngineSettings(1, 1, new TextLimits(64, 64_000), settings.codec()));
        execute(url, "insert into payer values ('zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz')");
        assertThatThrownBy(() -> trial.make(order(trial, trial.name(ExtractType.COMPLETE, 1), Optional.empty())))
                .isInstanceOf(SourceException.class)
                .hasMessageContainingAll("Long, after row 2", "64 are allowed");
    }

    @Test
    void rowsBeforeItDoNotMakeARowTooLong() throws IOException {
        var trial =
                trial(BILL, PAYER).with(settings -> new EngineSettings(1, 1, new TextLimits(64, 64), settings.codec()));
        var made = trial.make(order(trial, trial.name(ExtractType.COMPLETE, 1), Optional.empty()));
        assertThat(ReadExtract.of(made.extract().archive()).rows("Bill")).hasSize(3);
    }

    @Test
    void canBeCancelledInTheMiddle() {
        var trial = trial(BILL, PAYER);
        var before = trial.visible();
        for (int rows = 0; rows < 5; rows++) {
            var left = new AtomicInteger(rows);
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> trial.make(
                            order(trial, trial.name(ExtractType.COMPLETE, 1), Optional.empty()), new Watcher() {
                                @Override
                                public void progress(Progress progress) {}

                                @Override
                                public boolean isCancelled() {
                                    return left.getAndDecrement() <= 0;
                                }
                            }));
            assertThat(trial.visible()).isEqualTo(before);
        }
    }

    private void fails(EntityDefinition broken, String... message) {
        var trial = trial(BILL, broken);
        var before = trial.visible();
        assertThatThrownBy(() -> trial.make(order(trial, trial.name(ExtractType.COMPLETE, 1), Optional.empty())))
                .isInstanceOf(SourceException.class)
                .satisfies(e -> assertThat(e.getMessage()).containsIgnoringCase(message[1]))
                .satisfies(e -> {
                    for (var part : message) {
                        assertThat(e.getMessage()).containsIgnoringCase(part);
                    }
                });
        assertThat(trial.visible()).isEqualTo(before);
    }

    private Made complete(EntityDefinition... entities) throws IOException {
        var trial = trial(entities);
        return trial.make(order(trial, trial.name(ExtractType.COMPLETE, 1), Optional.empty()));
    }

    private Trial trial(EntityDefinition... entities) {
        return Trial.in(folder).of(SmallSet.compiled(entities));
    }

    private Order order(Trial trial, ArchiveName name, Optional<ArchiveName> base) {
        return trial.order(new Source.Database(url, new Properties()), name, base, new BadInput.Fail());
    }
}
