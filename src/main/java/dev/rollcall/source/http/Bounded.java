package dev.rollcall.source.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body that may not go on for ever.
final class Bounded extends FilterInputStream {
    private final long most;
    private long read;

    Bounded(InputStream body, long most) {
        super(body);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = in.read(target, offset, length);
        count(Math.max(n, 0));
        return n;
    }

    private void count(int bytes) throws TooLong {
        read += bytes;
        if (read > most) {
            throw new TooLong(most);
        }
    }

    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(long most) {
            super("a body of more than " + most + " bytes");
        }
    }
}
