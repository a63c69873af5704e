package io.streamwheel.analysis.console;

/** Something that the operator asked for and that cannot be, in words for the operator. */
public final class ConsoleProblem extends RuntimeException {

    private final String words;

    public ConsoleProblem(String words) {
        super(words);
        this.words = words;
    }

    public String words() {
        return words;
    }
}
