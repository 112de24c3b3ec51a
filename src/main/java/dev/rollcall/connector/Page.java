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
}
