package io.streamwheel.benchmarks.store;

import io.streamwheel.benchmarks.stack.Scratch;
import io.streamwheel.event.EnrichedEvent;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rows of the event table with its indexes by each way to write them, {@value #ROWS} a transaction
 * and every one with {@code ON CONFLICT DO NOTHING}; the figures are rows. The table is empty when
 * an iteration begins, and at its end every row must be there.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(WriterBenchmark.ROWS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 2, jvmArgsAppend = "-Dlogback.configurationFile=benchmarks-logback.xml")
public class WriterBenchmark {

    static final int ROWS = 1_000;
    private static final int BATCHES = 64;

    /** The ways. */
    public enum Way {
        ROW(Inserts::oneByOne),
        BATCH(Inserts::batch),
        REWRITTEN_BATCH(Inserts::batch),
        UNNEST(Unnest::write),
        COPY_AND_MERGE(CopyAndMerge::write);

        private final RowWriter writer;

        Way(RowWriter writer) {
            this.writer = writer;
        }
    }

    @Param public Way way = Way.ROW;

    /** A database for scratch; empty to start one. Who runs it logs in without a password. */
    @Param("")
    public String url = "";

    private final LongAdder written = new LongAdder();
    private @Nullable Scratch scratch;
    private @Nullable Database database;

    /** One that writes. */
    @State(Scope.Thread)
    public static class Writer {

        private @Nullable Connection connection;
        private List<List<EnrichedEvent>> batches = List.of();
        private int next;

        /** Connects, and makes events. */
        @Setup
        public void connect(WriterBenchmark benchmark) throws SQLException {
            connection = benchmark.connect();
            Events events = new Events("w", benchmark.settings());
            batches = Stream.generate(events::batch).limit(BATCHES).toList();
        }

        @TearDown
        public void close() throws SQLException {
            opened().close();
        }

        private Connection opened() {
            if (connection == null) {
                throw new IllegalStateException("not connected");
            }
            return connection;
        }

        private List<EnrichedEvent> another() {
            next = (next + 1) % BATCHES;
            return batches.get(next);
        }
    }

    /** Makes the tables. */
    @Setup
    public void open() throws IOException, SQLException {
        scratch = Scratch.make("writer-benchmark");
        database = Database.open(settings(), scratch);
        database.execute("DROP TABLE IF EXISTS " + RowWriter.TABLE);
        database.execute("CREATE TABLE %s (LIKE event INCLUDING ALL)".formatted(RowWriter.TABLE));
    }

    private Settings settings() {
        return Settings.parse(new String[] {"--url", url, "--batch", String.valueOf(ROWS)});
    }

    private Database opened() {
        if (database == null) {
            throw new IllegalStateException("no database");
        }
        return database;
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", opened().pool().getUsername());
        properties.setProperty("password", opened().pool().getPassword());
        properties.setProperty("reWriteBatchedInserts", String.valueOf(way == Way.REWRITTEN_BATCH));
        Connection connection =
                DriverManager.getConnection(opened().pool().getJdbcUrl(), properties);
        connection.setAutoCommit(false);
        return connection;
    }

    @Setup(Level.Iteration)
    public void empty() throws SQLException {
        opened().execute("TRUNCATE " + RowWriter.TABLE);
        written.reset();
    }

    @Benchmark
    public void write(Writer writer) throws SQLException {
        way.writer.write(writer.opened(), NewRow.of(writer.another()));
        writer.opened().commit();
        written.add(ROWS);
    }

    /** None may be missing, or the figures are void. */
    @TearDown(Level.Iteration)
    public void check() throws SQLException {
        long rows = opened().number("SELECT count(*) FROM " + RowWriter.TABLE);
        if (rows != written.sum()) {
            throw new IllegalStateException(
                    "%d rows written, %d there".formatted(written.sum(), rows));
        }
    }

    @TearDown
    public void close() {
        if (database != null) {
            database.close();
        }
        if (scratch != null) {
            scratch.close();
        }
    }
}
