package io.streamwheel.benchmarks.codec;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;

/** How the bytes of an envelope travel. */
public enum Form {
    PLAIN {
        @Override
        Codec codec() {
            return new Codec() {

                @Override
                public byte[] pack(byte[] envelope) {
                    return envelope;
                }

                @Override
                public byte[] unpack(byte[] message, int size) {
                    return message;
                }

                @Override
                public void close() {}
            };
        }
    },
    ZSTD {
        @Override
        Codec codec() {
            return new Zstandard();
        }
    };

    private static final int LEVEL = 1;

    abstract Codec codec();

    /** Of one thread. */
    interface Codec extends AutoCloseable {

        byte[] pack(byte[] envelope);

        /**
         * @param size of the envelope
         */
        byte[] unpack(byte[] message, int size);

        @Override
        void close();
    }

    private static final class Zstandard implements Codec {

        private final ZstdCompressCtx out = new ZstdCompressCtx().setLevel(LEVEL);
        private final ZstdDecompressCtx in = new ZstdDecompressCtx();

        @Override
        public byte[] pack(byte[] envelope) {
            return out.compress(envelope);
        }

        @Override
        public byte[] unpack(byte[] message, int size) {
            return in.decompress(message, size);
        }

        @Override
        public void close() {
            out.close();
            in.close();
        }
    }
}
