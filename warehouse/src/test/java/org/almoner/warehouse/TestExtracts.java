package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.definition.DataSets;
import org.almoner.dataset.engine.BadInput;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.dataset.engine.Engine;
import org.almoner.dataset.engine.EngineSettings;
import org.almoner.dataset.engine.Made;
import org.almoner.dataset.engine.Order;
import org.almoner.dataset.engine.Source;
import org.almoner.dataset.engine.Watcher;
import org.almoner.dataset.verify.ArchiveVerifier;
import org.almoner.sample.population.PopulationFolder;
import org.almoner.sample.population.SamplePopulation;

/** Makes extracts, with the engine that makes them in earnest. */
final class TestExtracts {

    static final CompiledDataSet LONG_REC = CompiledDataSet.of(DataSets.longRec());

    static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T05:00:00Z"), ZoneOffset.UTC);

    static final LoadListener NOBODY = new LoadListener() {
        @Override
        public void verifying(String fileName, long position, long size) {}

        @Override
        public void loading(String fileName, long position, long size) {}
    };

    private final CompiledDataSet dataSet;
    private final Path folder;
    private final String population;

    TestExtracts(CompiledDataSet dataSet, Path folder, String population) {
        this.dataSet = dataSet;
        this.folder = folder;
        this.population = population;
    }

    /** Two views with columns of all types. */
    static CompiledDataSet small(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("dataset.json"), """
                {"type": "SMALL", "version": "1.0.0", "name": "Small", "entities": ["Person", "Measure_Value"]}""");
        Files.writeString(folder.resolve("Person.view.json"), """
                {"resourceType": "ViewDefinition", "name": "Person", "status": "active", "resource": "Patient",
                 "description": "One person's row", "select": [{"column": [
                  {"name": "person_id", "path": "getResourceKey()", "type": "string", "description": "The person's key"},
                  {"name": "active", "path": "active", "type": "boolean"},
                  {"name": "birth_date", "path": "birthDate", "type": "date"},
                  {"name": "order", "path": "multipleBirth.ofType(integer)", "type": "integer"},
                  {"name": "full_name", "path": "name.first().text", "type": "string"}]}]}""");
        Files.writeString(folder.resolve("Measure_Value.view.json"), """
                {"resourceType": "ViewDefinition", "name": "Measure_Value", "status": "active", "resource": "Observation",
                 "select": [{"column": [
                  {"name": "measure_id", "path": "getResourceKey()", "type": "string"},
                  {"name": "amount", "path": "value.ofType(Quantity).value", "type": "decimal"},
                  {"name": "at", "path": "effective.ofType(dateTime)", "type": "dateTime"},
                  {"name": "clock", "path": "value.ofType(time)", "type": "time"},
                  {"name": "note", "path": "note.first().text", "type": "string"}]}]}""");
        return CompiledDataSet.of(DataSets.in(folder));
    }

    static Path sample(Path folder, int patients, LocalDate at) throws IOException {
        var place = folder.resolve("sample-" + at);
        PopulationFolder.in(place).write(new SamplePopulation(7, patients, at), (_, _, _) -> {});
        return place;
    }

    static Path ndjson(Path folder, String patients, String observations) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("Patient.ndjson"), patients);
        Files.writeString(folder.resolve("Observation.ndjson"), observations);
        return folder;
    }

    Made complete(Path source, String date) throws IOException {
        return make(source, date, Optional.empty());
    }

    Made incremental(Path source, String date, Made base) throws IOException {
        return make(source, date, Optional.of(base));
    }

    private Made make(Path source, String date, Optional<Made> base) throws IOException {
        Files.createDirectories(folder);
        var time = Instant.parse(date + "T00:00:00Z");
        var name = new ArchiveName(
                base.isEmpty() ? ExtractType.COMPLETE : ExtractType.INCREMENTAL,
                "mercy",
                population,
                dataSet.version(),
                time);
        return new Engine(EngineSettings.ofThisMachine().withThreads(2))
                .make(
                        new Order(
                                dataSet,
                                new Source.Folder(source),
                                new ExtractDescription(
                                        name,
                                        dataSet.type(),
                                        time.minusSeconds(60),
                                        time.plusSeconds(90),
                                        base.map(of -> of.extract()
                                                .summary()
                                                .description()
                                                .name())),
                                base.map(of -> of.extract().index()),
                                folder,
                                folder.resolve(name.stem() + ".index"),
                                folder.resolve("workspace"),
                                new BadInput.Fail()),
                        Watcher.NOBODY);
    }

    static Loader loader(CompiledDataSet dataSet) {
        return new Loader(dataSet.layout(), ArchiveVerifier.DEFAULT, NOW, NOBODY);
    }

    static Archive archive(Made made) throws IOException {
        return archive(made.extract().archive());
    }

    static Archive archive(Path file) throws IOException {
        return new Archive(
                file, ArchiveName.parse(String.valueOf(file.getFileName())).orElseThrow(), Files.size(file));
    }
}
