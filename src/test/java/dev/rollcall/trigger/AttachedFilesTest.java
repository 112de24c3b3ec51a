package dev.rollcall.trigger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class AttachedFilesTest {

    @Test
    void areTakenByteForByteUnderTheirOwnNames() throws IOException {
        assertThat(new AttachedFiles().of(mail("\\\\hr\\november.csv", 3)))
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.getHeader(Exchange.FILE_NAME)).isEqualTo("november.csv");
                    assertThat(file.getBody(byte[].class)).containsExactly(7, 7, 7);
                });
    }

    @Test
    void leaveTheMailAsItIsWhereOneIsTooLarge() {
        Exchange mail = mail("big.csv", AttachedFiles.MOST_BYTES + 1L);
        assertThatThrownBy(() -> new AttachedFiles().of(mail))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("a file of more than 64 MB is attached to a mail")
                .hasMessageNotContaining("big.csv");
    }

    private static Exchange mail(String name, long bytes) {
        Exchange mail = new DefaultExchange(new DefaultCamelContext());
        requireNonNull(mail.getMessage(AttachmentMessage.class))
                .addAttachment(name, new DataHandler(new Sevens(bytes)));
        return mail;
    }

    /// A file of so many bytes that is nowhere whole.
    private record Sevens(long bytes) implements DataSource {
        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                private long left = bytes;

                @Override
                public int read() {
                    return left-- > 0 ? 7 : -1;
                }

                @Override
                public int read(byte[] into, int from, int most) {
                    int read = (int) Math.min(most, left);
                    Arrays.fill(into, from, from + read, (byte) 7);
                    left -= read;
                    return read > 0 || most == 0 ? read : -1;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getContentType() {
            return "text/csv";
        }

        @Override
        public String getName() {
            return "sevens";
        }
    }
}
