package dev.rollcall.trigger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.support.DefaultMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The files of a mail, byte for byte, for doors that take mails. (The splitter that comes with the mail component
/// reads a file that is sent as `text/plain` as text, in ASCII where the mail names no charset.)
@Component("attachedFiles")
public class AttachedFiles {

    /// More than mail servers let through as a rule; a file is in memory while it is delivered.
    static final int MOST_BYTES = 64 * 1024 * 1024;

    /// A message for each file: its bytes, and its name in the header `CamelFileName`, without folders.
    ///
    /// @throws IOException where a file is larger than 64 MB: the mail stays as it is
    public List<Message> of(Exchange mail) throws IOException {
        List<Message> files = new ArrayList<>();
        @Nullable AttachmentMessage message = mail.getMessage(AttachmentMessage.class);
        if (message != null && message.hasAttachments()) {
            for (Map.Entry<String, Attachment> file :
                    message.getAttachmentObjects().entrySet()) {
                files.add(file(mail.getContext(), file.getKey(), file.getValue()));
            }
        }
        return files;
    }

    private static Message file(CamelContext camel, String name, Attachment attachment) throws IOException {
        Message file = new DefaultMessage(camel);
        String own = name.replace('\\', '/');
        file.setHeader(Exchange.FILE_NAME, own.substring(own.lastIndexOf('/') + 1));
        try (var bytes = attachment.getDataHandler().getInputStream()) {
            byte[] read = bytes.readNBytes(MOST_BYTES + 1);
            if (read.length > MOST_BYTES) {
                throw new IOException("a file of more than " + MOST_BYTES / (1024 * 1024)
                        + " MB is attached to a mail; have it packed with gzip, or put into the inbox by another door");
            }
            file.setBody(read);
        }
        return file;
    }
}
