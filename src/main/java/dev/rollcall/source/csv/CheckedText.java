package dev.rollcall.source.csv;

import dev.rollcall.person.FileCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/// The export's characters, refused as UNDECODABLE where they are certainly not what HR typed: bytes that the
/// charset does not know, replacement characters, control characters, UTF-8 that was once read as windows-1252.
final class CheckedText extends Reader {
    private static final char SUBSTITUTE = '\u001a';

    private final Reader text;
    private final Charset charset;
    private final Mojibake mojibake = new Mojibake();
    private long line = 1;
    private char last = '\n';
    private boolean inRun;
    private boolean pastEnd;
    private boolean anything;

    CheckedText(InputStream bytes, Charset charset) {
        this.charset = charset;
        this.text = new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = decode(target, offset, length);
        if (count < 0) {
            end();
            return count;
        }
        for (int i = offset; i < offset + count; i++) {
            char c = target[i];
            if (c >= 0x7f || c < ' ' || inRun || pastEnd) {
                last = i > offset ? target[i - 1] : last;
                target[i] = look(c);
            }
        }
        if (count > 0) {
            last = target[offset + count - 1];
            anything = true;
        }
        return count;
    }

    private int decode(char[] target, int offset, int length) throws IOException {
        try {
            return text.read(target, offset, length);
        } catch (CharacterCodingException e) {
            throw new ExportRefused(FileCode.UNDECODABLE, "bytes", charset.name(), line);
        }
    }

    private char look(char c) {
        if (pastEnd && c > ' ') {
            throw new ExportRefused(FileCode.UNDECODABLE, "control", line, "1A");
        }
        if (c >= 0xa0) {
            if (c == '\ufffd') {
                throw new ExportRefused(FileCode.UNDECODABLE, "replaced", line);
            }
            mojibake.see(c, line);
            inRun = true;
            return c;
        }
        if (inRun) {
            mojibake.endRun();
            inRun = false;
        }
        return c < ' ' || c >= 0x7f ? control(c) : c;
    }

    /// Line ends are counted; a DOS end-of-file mark after everything is a line end of its own.
    private char control(char c) {
        switch (c) {
            case '\n' -> line += last == '\r' ? 0 : 1;
            case '\r' -> line++;
            case '\t' -> {}
            case SUBSTITUTE -> pastEnd = true;
            case '\0' -> throw new ExportRefused(FileCode.UNDECODABLE, "nul", line);
            default -> throw new ExportRefused(FileCode.UNDECODABLE, "control", line, "%02X".formatted((int) c));
        }
        return c == SUBSTITUTE ? '\n' : c;
    }

    private void end() {
        if (inRun) {
            mojibake.endRun();
            inRun = false;
        }
        if (mojibake.isCertain()) {
            throw new ExportRefused(FileCode.UNDECODABLE, "mojibake", charset.name(), mojibake.line());
        }
    }

    /// Whether what was read so far ends with a line end (or is empty).
    boolean endsWithLineEnd() {
        return !anything || last == '\n' || last == '\r' || pastEnd;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
