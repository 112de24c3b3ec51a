package dev.rollcall.report;

import dev.rollcall.push.Journal;
import dev.rollcall.push.JournalLine;
import dev.rollcall.push.JournalQuery;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// All lines of a journal that a query asks for, a page at a time.
final class JournalLines implements Iterator<JournalLine> {
    private final Journal journal;
    private JournalQuery query;
    private List<JournalLine> page = List.of();
    private int at;
    private boolean last;

    JournalLines(Journal journal, JournalQuery query) {
        this.journal = journal;
        this.query = query;
    }

    @Override
    public boolean hasNext() {
        if (at == page.size() && !last) {
            page = journal.lines(query);
            at = 0;
            last = page.size() < query.limit();
            query = page.isEmpty() ? query : query.after(page.getLast().seq());
        }
        return at < page.size();
    }

    @Override
    public JournalLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.get(at++);
    }
}
