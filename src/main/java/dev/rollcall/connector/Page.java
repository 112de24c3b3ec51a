package dev.rollcall.connector;

import java.util.List;
import java.util.OptionalLong;

/// One page of a list.
///
/// @param items in the tenant's order
/// @param total how many items the tenant says there are in all; empty where it does not say
/// @param last whether the tenant says (or the page shows) that no page follows
public record Page<T>(List<T> items, OptionalLong total, boolean last) {

    public Page {
        items = List.copyOf(items);
    }

    /// Whether the list had ended before this page: nothing is on it, or once more what was on the page before, as
    /// from a tenant that takes no notice of a page's number.
    public boolean isBeyond(Page<T> before) {
        return items.isEmpty() || items.equals(before.items);
    }
}
