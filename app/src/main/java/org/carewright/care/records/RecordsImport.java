package org.carewright.care.records;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.carewright.care.records.Intake.Run;
import org.carewright.care.records.SourceTree.Source;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.SiteId;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Brings FHIR R4 records in from files: bundles, single resources and NDJSON, plain, gzipped or in archives.
 *
 * <p>A bundle is one transaction; NDJSON is taken in a thousand lines at a time. What was taken in before is recognised
 * by its content, so that an import may be interrupted and begun again at any time.
 */
@Component
public class RecordsImport {

    private static final int LINES_AT_A_TIME = 1_000;
    private static final int MOST_TRIES = 4;
    private static final int MEGABYTE = 1 << 20;

    /** A JSON document is read whole; its tree takes about ten times its length. */
    private static final int LONGEST_DOCUMENT_MB = 100;

    private final Intake intake;

    RecordsImport(Intake intake) {
        this.intake = intake;
    }

    /** The files below some paths, so that one can tell how much there is before it begins. */
    public static final class Sources implements AutoCloseable {

        private final SourceTree tree;

        private Sources(SourceTree tree) {
            this.tree = tree;
        }

        /** @throws java.io.UncheckedIOException if a path can not be read */
        public static Sources of(List<Path> paths) {
            return new Sources(SourceTree.of(paths));
        }

        public long bytes() {
            return tree.sources().stream().mapToLong(Source::bytes).sum();
        }

        @Override
        public void close() {
            tree.close();
        }
    }

    /**
     * Imports all files.
     *
     * @param site whose patients these are
     * @param progress told how many bytes more of the files are done
     */
    public ImportReport importAll(Sources sources, Actor actor, SiteId site, LongConsumer progress) {
        var run = intake.begin(actor, site);
        var report = new Report();
        var memory = new Semaphore(
                (int) Math.max(LONGEST_DOCUMENT_MB, Runtime.getRuntime().maxMemory() / MEGABYTE / 16));
        var threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
        try (var workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("import-", 0).factory())) {
            var byRank = new TreeMap<Integer, List<Source>>();
            sources.tree
                    .sources()
                    .forEach(source -> byRank.computeIfAbsent(source.rank(), rank -> new ArrayList<>())
                            .add(source));
            for (var files : byRank.values()) {
                var tasks = files.stream()
                        .<Future<?>>map(source -> workers.submit(() -> {
                            importOne(source, run, report, memory);
                            progress.accept(source.bytes());
                        }))
                        .toList();
                tasks.forEach(RecordsImport::await);
            }
        }
        intake.finish(run);
        return report.toImportReport();
    }

    private static void await(Future<?> task) {
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the import was interrupted; begin it again to go on", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an import task failed", e.getCause());
        }
    }

    private void importOne(Source source, Run run, Report report, Semaphore memory) {
        if (source.isXml()) {
            report.refuse(
                    source, "", "", new Issue("", "not-supported", "XML is not read; convert the file to FHIR JSON"));
            return;
        }
        var weight = source.isLines() ? 1 : (int) Math.min(LONGEST_DOCUMENT_MB, 1 + source.bytes() / MEGABYTE);
        memory.acquireUninterruptibly(weight);
        try {
            if (source.isLines()) {
                importLines(source, run, report);
            } else {
                importDocument(source, run, report);
            }
        } catch (JacksonException e) {
            report.refuse(source, "", "", invalidJson(e));
        } catch (IOException e) {
            report.refuse(source, "", "", new Issue("", "transient", "can not be read: " + e.getMessage()));
        } finally {
            memory.release(weight);
        }
    }

    private void importDocument(Source source, Run run, Report report) throws IOException {
        byte[] text;
        try (var stream = source.open()) {
            text = stream.readNBytes(LONGEST_DOCUMENT_MB * MEGABYTE + 1);
        }
        if (text.length > LONGEST_DOCUMENT_MB * MEGABYTE) {
            report.refuse(
                    source,
                    "",
                    "",
                    new Issue(
                            "",
                            "too-long",
                            "is longer than " + LONGEST_DOCUMENT_MB
                                    + " MB; split the bundle, or export it as NDJSON, which may have any length"));
            return;
        }
        var file = new SourceFile(Id.fresh(), source.name(), ContentHash.of(text), source.bytes());
        if (intake.isTaken(file.hash(), run)) {
            report.skipped();
            return;
        }
        report.read(source);
        take(() -> Incoming.of(CanonicalJson.read(text)), file, true, run, report, source);
    }

    private void importLines(Source source, Run run, Report report) throws IOException {
        var file = new SourceFile(Id.fresh(), source.name(), hash(source), source.bytes());
        if (intake.isTaken(file.hash(), run)) {
            report.skipped();
            return;
        }
        report.read(source);
        try (var lines = new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8), 1 << 16)) {
            var number = 0;
            for (var isLast = false; !isLast; ) {
                var some = new ArrayList<String>(LINES_AT_A_TIME);
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    some.add(line);
                    if (some.size() == LINES_AT_A_TIME) {
                        break;
                    }
                }
                isLast = some.size() < LINES_AT_A_TIME;
                var first = number + 1;
                take(() -> incoming(some, first), file, isLast, run, report, source);
                number += some.size();
            }
        }
    }

    private static Incoming incoming(List<String> lines, int first) {
        var incoming = new Incoming();
        for (int i = 0; i < lines.size(); i++) {
            var label = "line " + (first + i);
            if (!lines.get(i).isBlank()) {
                try {
                    incoming.add(CanonicalJson.read(lines.get(i)), label, null, null);
                } catch (JacksonException e) {
                    incoming.reject(label, "", invalidJson(e));
                }
            }
        }
        return incoming;
    }

    /** Two files may bring the same resource at once: whoever comes second starts over and finds it there. */
    private void take(
            Supplier<Incoming> incoming, SourceFile file, boolean last, Run run, Report report, Source source) {
        for (int tries = 1; ; tries++) {
            try {
                report.add(source, intake.take(incoming.get(), file, last, run));
                return;
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static ContentHash hash(Source source) throws IOException {
        var digest = ContentHash.digest();
        try (InputStream stream = source.open()) {
            var buffer = new byte[1 << 16];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return ContentHash.stored(digest.digest());
    }

    /** Where and what, without a piece of the text itself. */
    private static Issue invalidJson(JacksonException e) {
        var at = e.getLocation();
        var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new Issue("", "structure", "is no whole, valid JSON" + where + "; ask for the file again");
    }

    /** Gathers what the workers tell. */
    private static final class Report {

        private final Map<String, ImportCounts> byType = new TreeMap<>();
        private final List<ImportReport.Refusal> refusals = new ArrayList<>();
        private int files;
        private int skipped;
        private long bytes;

        synchronized void add(Source source, Intake.Result result) {
            result.counts().forEach((type, counts) -> byType.merge(type, counts, ImportCounts::plus));
            for (var rejection : result.rejections()) {
                rejection
                        .issues()
                        .forEach(issue -> refusals.add(
                                new ImportReport.Refusal(source.name(), rejection.label(), rejection.type(), issue)));
            }
        }

        synchronized void refuse(Source source, String label, String type, Issue issue) {
            refusals.add(new ImportReport.Refusal(source.name(), label, type, issue));
        }

        synchronized void read(Source source) {
            files++;
            bytes += source.bytes();
        }

        synchronized void skipped() {
            skipped++;
        }

        synchronized ImportReport toImportReport() {
            return new ImportReport(byType, files, skipped, bytes, refusals);
        }
    }
}
