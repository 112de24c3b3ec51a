package dev.rollcall.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people were told, and what they are still to be told.
public interface NoticeStore {
    Optional<Standing> standing(String job);

    /// Keeps a standing and what is to be told with it, both or none.
    ///
    /// @return false where another worker was faster: nothing is kept
    boolean keep(String job, Standing standing, List<Notice> notices, Instant now);

    /// Takes what is due, in the order in which it came about; another worker does not get it before `until`.
    List<Due> take(Instant now, Instant until);

    void sent(long notice, Instant now);

    void tryAgain(long notice, Instant at);

    /// One message to one receiver.
    ///
    /// @param mailTo an address; empty for the webhook
    record Notice(Optional<String> mailTo, String body) {}

    /// @param attempts how many have failed
    record Due(long number, String job, Notice notice, int attempts) {}
}
