package io.streamwheel.standalone.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The demo shop: its products, its visitors, its page. */
public final class DemoShop implements AutoCloseable {

    /** Where the shop's page is on the analysis port. */
    public static final String PATH = "/demo/shop";

    private final Path momentFile;
    private final Clock clock;
    private final Catalogue catalogue = new Catalogue();
    private final Simulation simulation = new Simulation(catalogue);
    private final AtomicReference<@Nullable Api> api = new AtomicReference<>();
    private volatile @Nullable Thread liveVisitors;

    /**
     * @param momentFile keeps when the simulated thirty days ended, so that every start means the
     *     same events
     */
    public DemoShop(Path momentFile, Clock clock) {
        this.momentFile = momentFile;
        this.clock = clock;
    }

    static String picturePath(String itemId) {
        return "/demo/pictures/" + itemId + ".svg";
    }

    /** What the analysis service answers in the shop's name. */
    public RouterFunction<ServerResponse> routes() {
        return new DemoRoutes(catalogue, simulation, () -> Optional.ofNullable(api.get()), clock)
                .routes();
    }

    /**
     * Fills the shop and returns when a visitor's personal list comes from a model. What an earlier
     * start did is not done again.
     */
    public void open(Door door, Consumer<String> progress)
            throws IOException, InterruptedException {
        Api opened = new Api(door);
        api.set(opened);
        new Opening(opened, progress).open(simulation.events(moment(), door.analysis()));
    }

    /** Lets visitors come until the shop is closed. */
    public void startLiveVisitors(Door door) {
        Api opened = api.get();
        if (opened == null) {
            throw new IllegalStateException("the shop must be open before visitors come");
        }
        liveVisitors =
                Thread.ofVirtual()
                        .name("live-visitors")
                        .start(new LiveVisitors(simulation, opened, door.analysis(), clock));
    }

    /** A visitor whose list shows well what the product does. */
    public String exampleVisitor() {
        return simulation.regulars().getFirst().name();
    }

    /** The id of a product that goes well with others. */
    public String exampleItem() {
        return example().id();
    }

    public String exampleTitle() {
        return example().title();
    }

    private Product example() {
        return catalogue.of(Department.CAMPING).getFirst();
    }

    private Instant moment() throws IOException {
        if (!Files.exists(momentFile)) {
            Path beside = momentFile.resolveSibling(momentFile.getFileName() + ".new");
            Files.writeString(
                    beside,
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                    StandardCharsets.US_ASCII);
            Files.move(beside, momentFile, StandardCopyOption.ATOMIC_MOVE);
        }
        return Instant.parse(Files.readString(momentFile, StandardCharsets.US_ASCII).strip());
    }

    @Override
    public void close() {
        Thread live = liveVisitors;
        if (live != null) {
            live.interrupt();
        }
        Api opened = api.getAndSet(null);
        if (opened != null) {
            opened.close();
        }
    }
}
