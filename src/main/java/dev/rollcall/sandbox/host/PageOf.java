package dev.rollcall.sandbox.host;

import dev.rollcall.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One page of a list, honest or not.
///
/// @param items what stands on it
/// @param total how many there are in all, as stated
public record PageOf<T>(List<T> items, int total) {

    /// @param page from 1
    /// @param lie what is wrong with the page
    public static <T> PageOf<T> cut(List<T> all, long page, int size, Optional<Fault.Pages> lie) {
        int from = (int) Math.min(all.size(), (page - 1) * size);
        int to = Math.min(all.size(), from + size);
        if (lie.isEmpty()) {
            return new PageOf<>(all.subList(from, to), all.size());
        }
        Fault.Pages told = lie.get();
        var items = new ArrayList<>(all.subList(from, to));
        for (int i = 0; i < Math.min(told.duplicate(), Math.min(from, items.size())); i++) {
            items.set(i, all.get(from - 1 - i));
        }
        for (int i = 0; i < told.omit() && !items.isEmpty(); i++) {
            items.removeLast();
        }
        long total = all.size() + told.total() - told.shrink() * (page - 1);
        return new PageOf<>(items, (int) Math.max(0, total));
    }

    public int pages(int size) {
        return (total + size - 1) / size;
    }
}
