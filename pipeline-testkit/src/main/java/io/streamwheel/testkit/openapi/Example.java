package io.streamwheel.testkit.openapi;

/**
 * A body that the description gives as an example.
 *
 * @param success the status that the operation answers when it does what it is for
 */
public record Example(
        String method,
        String path,
        String name,
        String contentType,
        String body,
        int success,
        boolean needsKey) {

    @Override
    public String toString() {
        return method + " " + path + " " + name;
    }
}
