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

    /// A message for each file: its bytes, and its name in the header `CamelFileName`, without folders.
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
            file.setBody(bytes.readAllBytes());
        }
        return file;
    }
}
