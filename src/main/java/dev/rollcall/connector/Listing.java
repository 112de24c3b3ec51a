package dev.rollcall.connector;

import java.util.List;

/// A list of the tenant that is read page after page: says which page is next, and when the list has ended.
///
/// It has ended where a page says so, and where one shows nothing, or once more what the one before showed: some
/// tenants take no notice of a page's number.
public final class Listing<T> {
    private List<T> before = List.of();
    private int next = 1;
    private boolean ended;

    /// The number of the page to ask for, from 1.
    public int next() {
        return next;
    }

    public boolean hasEnded() {
        return ended;
    }

    /// Takes the answer to [#next()].
    ///
    /// @return what the page adds to the list
    public List<T> take(Page<T> page) {
        List<T> items = page.items();
        boolean beyond = items.isEmpty() || items.equals(before);
        next++;
        before = items;
        ended = beyond || page.last();
        return beyond ? List.of() : items;
    }
}
