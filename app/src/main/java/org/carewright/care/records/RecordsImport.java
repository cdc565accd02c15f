package org.carewright.care.records;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.carewright.care.records.Intake.Run;
import org.carewright.care.records.SourceTree.Source;
import org.carewright.platform.fhir.FhirJson;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.SiteId;
import org.carewright.platform.types.Stale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;

/**
 * Brings FHIR R4 records in from files: bundles, single resources and NDJSON, plain, gzipped or in archives.
 *
 * <p>A bundle is one transaction; NDJSON is taken in a thousand lines at a time. What was taken in before is recognised
 * by its content, so that an import may be interrupted and begun again at any time.
 */
@Component
public class RecordsImport implements SmartLifecycle {

    /** Whose records they are when nobody says. */
    public static final String DEFAULT_SOURCE = "ehr";

    private static final Logger LOG = LoggerFactory.getLogger(RecordsImport.class);

    private static final int PATIENTS_AT_A_TIME = 100;
    private static final int MOST_TRIES = 4;
    private static final int FRAMES_LOGGED = 12;
    private static final int MEGABYTE = 1 << 20;

    /** A JSON document is read whole; its tree takes about ten times its length. */
    private static final int LONGEST_DOCUMENT_MB = 100;

    private static final int LONGEST_DOCUMENT = LONGEST_DOCUMENT_MB * MEGABYTE;

    private static final Issue REFUSED_BY_DATABASE =
            new Issue("", "exception", "can not be stored, the log says why; mend it, or report it to us");

    private static final Issue STOPPED = new Issue("", "incomplete", "the import was stopped; begin it again to go on");

    private final ReadWriteLock together = new ReentrantReadWriteLock();

    /** Each import has one permit from its beginning to its end. */
    private final Semaphore running = new Semaphore(Integer.MAX_VALUE);

    private volatile boolean stopping;
    private final Intake intake;
    private final Adoption adoption;

    RecordsImport(Intake intake, Adoption adoption) {
        this.intake = intake;
        this.adoption = adoption;
    }

    /** The files below some paths, so that one can tell how much there is before it begins. */
    public static final class Sources implements AutoCloseable {

        private final SourceTree tree;

        private Sources(SourceTree tree) {
            this.tree = tree;
        }

        /** An archive that is damaged, or a folder that can not be read, is refused in the report. */
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
     * Imports all files. What can not be taken in is in the report; the rest comes in.
     *
     * @param source whose records these are; what two sources call by the same id are two things
     * @param site whose patients these are
     * @param progress told how many bytes more of the files are done
     */
    public ImportReport importAll(Sources sources, String source, Actor actor, SiteId site, LongConsumer progress) {
        running.acquireUninterruptibly();
        try {
            return importFiles(sources, source, actor, site, progress);
        } finally {
            running.release();
        }
    }

    private ImportReport importFiles(Sources sources, String source, Actor actor, SiteId site, LongConsumer progress) {
        var report = new Report();
        if (stopping) {
            report.refuse("", STOPPED);
            return report.toImportReport();
        }
        var run = intake.begin(actor, site, source);
        sources.tree.damaged().forEach(archive -> report.refuse(archive.name(), archive.issue()));
        var memory = new Semaphore(
                (int) Math.max(LONGEST_DOCUMENT_MB, Runtime.getRuntime().maxMemory() / MEGABYTE / 16));
        var threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
        try (var workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("import-", 0).factory())) {
            var byRank = new TreeMap<Integer, List<Source>>();
            sources.tree
                    .sources()
                    .forEach(file -> byRank.computeIfAbsent(file.rank(), rank -> new ArrayList<>())
                            .add(file));
            for (var files : byRank.values()) {
                var tasks = new LinkedHashMap<Source, Future<?>>();
                files.forEach(file -> tasks.put(file, workers.submit(() -> {
                    if (!stopping) {
                        importOne(file, run, report, memory);
                        progress.accept(file.bytes());
                    }
                })));
                tasks.forEach((file, task) -> await(task, file, report));
            }
        }
        if (stopping) {
            report.refuse("", STOPPED);
            return report.toImportReport();
        }
        try {
            adopt(run);
            intake.finish(run);
        } catch (DataAccessException | TransactionException e) {
            logged(e);
            report.refuse("", new Issue("", "incomplete", "the import could not be ended; begin it again"));
        }
        return report.toImportReport();
    }

    /** Until it is stopped, also while nothing is imported: what is about to be must know. */
    @Override
    public boolean isRunning() {
        return !stopping;
    }

    /** An import begins when it is asked for. */
    @Override
    public void start() {
        stopping = false;
    }

    /** The files that are being read are taken in to their end, the others not begun. */
    @Override
    public void stop() {
        stopping = true;
        running.acquireUninterruptibly(Integer.MAX_VALUE);
        running.release(Integer.MAX_VALUE);
    }

    /** In the background: whoever ends the program waits for it, but not for ever. */
    @Override
    public void stop(Runnable whenDone) {
        Thread.ofVirtual().name("import-stop").start(() -> {
            stop();
            whenDone.run();
        });
    }

    private static void await(Future<?> task, Source file, Report report) {
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the import was interrupted; begin it again to go on", e);
        } catch (ExecutionException e) {
            logged(Objects.requireNonNullElse(e.getCause(), e));
            report.refuse(
                    file.name(),
                    new Issue("", "exception", "could not be taken in, the log says why; import it again"));
        }
    }

    private void importOne(Source file, Run run, Report report, Semaphore memory) {
        if (file.isXml()) {
            report.refuse(
                    file.name(), new Issue("", "not-supported", "XML is not read; convert the file to FHIR JSON"));
            return;
        }
        try {
            if (file.isLines()) {
                importLines(file, run, report, memory);
            } else {
                importDocument(file, run, report, memory);
            }
        } catch (IOException e) {
            report.refuse(file.name(), SourceTree.unreadable(e));
        } catch (ConcurrencyFailureException | DuplicateKeyException | Stale e) {
            report.refuse(
                    file.name(),
                    new Issue("", "conflict", "met another import of the same records each time; import it again"));
        }
    }

    private void importDocument(Source file, Run run, Report report, Semaphore memory) throws IOException {
        var length = file.length(LONGEST_DOCUMENT);
        if (length > LONGEST_DOCUMENT) {
            report.refuse(
                    file.name(),
                    new Issue(
                            "",
                            "too-long",
                            "is longer than " + LONGEST_DOCUMENT_MB
                                    + " MB; split the bundle, or export it as NDJSON, which may have any length"));
            return;
        }
        var weight = (int) Math.min(LONGEST_DOCUMENT_MB, 1 + length / MEGABYTE);
        memory.acquireUninterruptibly(weight);
        try {
            byte[] text;
            try (var stream = file.open()) {
                text = stream.readNBytes(LONGEST_DOCUMENT);
            }
            var known = new SourceFile(Id.fresh(), file.name(), ContentHash.of(text), file.bytes());
            if (intake.isTaken(known.hash(), run)) {
                report.skipped();
                return;
            }
            report.read(file);
            takeDocument(text, known, run, report);
        } finally {
            memory.release(weight);
        }
    }

    private void takeDocument(byte[] text, SourceFile file, Run run, Report report) {
        try {
            take(() -> Incoming.of(FhirJson.read(text)), file, true, run, report);
        } catch (JacksonException e) {
            report.refuse(file.name(), FhirJson.fault(e));
        } catch (NonTransientDataAccessException e) {
            logged(e);
            report.refuse(file.name(), REFUSED_BY_DATABASE);
        }
    }

    private void importLines(Source file, Run run, Report report, Semaphore memory) throws IOException {
        var known = new SourceFile(Id.fresh(), file.name(), hash(file), file.bytes());
        if (intake.isTaken(known.hash(), run)) {
            report.skipped();
            return;
        }
        report.read(file);
        memory.acquireUninterruptibly(NdjsonReader.MOST_MB);
        try (var reader = NdjsonReader.of(file)) {
            while (!reader.isAtEnd()) {
                var lines = reader.next();
                takeLines(lines, known, reader.isAtEnd(), run, report);
            }
        } finally {
            memory.release(NdjsonReader.MOST_MB);
        }
    }

    /** What the database refuses for a reason that no check foresaw is looked for by halves: the other lines come in. */
    private void takeLines(List<NdjsonReader.Line> lines, SourceFile file, boolean last, Run run, Report report) {
        try {
            take(() -> NdjsonReader.incoming(lines), file, last, run, report);
        } catch (NonTransientDataAccessException e) {
            if (lines.size() > 1) {
                takeLines(lines.subList(0, lines.size() / 2), file, false, run, report);
                takeLines(lines.subList(lines.size() / 2, lines.size()), file, last, run, report);
                return;
            }
            logged(e);
            take(() -> Incoming.refused(lines.getFirst().label(), REFUSED_BY_DATABASE), file, last, run, report);
        }
    }

    private void take(Supplier<Incoming> incoming, SourceFile file, boolean last, Run run, Report report) {
        report.add(file.name(), retrying(() -> intake.take(incoming.get(), file, last, run)));
    }

    private void adopt(Run run) {
        var awaited = adoption.awaited(run);
        for (int i = 0; i < awaited.size(); i += PATIENTS_AT_A_TIME) {
            var some = awaited.subList(i, Math.min(awaited.size(), i + PATIENTS_AT_A_TIME));
            retrying(() -> adoption.adopt(some, run));
        }
    }

    /** Two may write the same resource at once: whoever comes second starts over, alone, and finds it there. */
    private <T> T retrying(Supplier<T> work) {
        Lock lock = together.readLock();
        for (int tries = 1; ; tries++) {
            lock.lock();
            try {
                return work.get();
            } catch (DuplicateKeyException | ConcurrencyFailureException | Stale e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            } finally {
                lock.unlock();
            }
            lock = together.writeLock();
        }
    }

    /** Without message and file name: both may name patients. */
    private static void logged(Throwable failure) {
        var where = Arrays.stream(failure.getStackTrace()).limit(FRAMES_LOGGED).toList();
        LOG.error("a file could not be imported: {} at {}", failure.getClass().getName(), where);
    }

    private static ContentHash hash(Source file) throws IOException {
        var digest = ContentHash.digest();
        try (var stream = new DigestInputStream(file.open(), digest)) {
            stream.transferTo(OutputStream.nullOutputStream());
        }
        return ContentHash.stored(digest.digest());
    }

    /** Gathers what the workers tell. */
    private static final class Report {

        private final Map<String, ImportCounts> byType = new TreeMap<>();
        private final List<ImportReport.Refusal> refusals = new ArrayList<>();
        private int files;
        private int skipped;
        private long bytes;

        synchronized void add(String file, Intake.Result result) {
            result.counts().forEach((type, counts) -> byType.merge(type, counts, ImportCounts::plus));
            for (var rejection : result.rejections()) {
                rejection
                        .issues()
                        .forEach(issue -> refusals.add(
                                new ImportReport.Refusal(file, rejection.label(), rejection.type(), issue)));
            }
        }

        /** A file as a whole. */
        synchronized void refuse(String file, Issue issue) {
            refusals.add(new ImportReport.Refusal(file, "", "", issue));
        }

        synchronized void read(Source source) {
            files++;
            bytes += source.bytes();
        }

        synchronized void skipped() {
            skipped++;
        }

        synchronized ImportReport toImportReport() {
            refusals.sort(Comparator.comparing(ImportReport.Refusal::file));
            return new ImportReport(byType, files, skipped, bytes, refusals);
        }
    }
}
