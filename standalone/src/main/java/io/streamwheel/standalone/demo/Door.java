package io.streamwheel.standalone.demo;

/**
 * How to reach a running Streamwheel, as any of its users does.
 *
 * @param ingest address of the collector, without a slash at the end
 * @param analysis address of the analysis service, without a slash at the end
 * @param consolePassword of the console's operator; empty where it is not known
 */
public record Door(
        String ingest, String analysis, String writeKey, String serverKey, String consolePassword) {

    /** Without the keys. */
    @Override
    public String toString() {
        return "Door[ingest=" + ingest + ", analysis=" + analysis + "]";
    }
}
