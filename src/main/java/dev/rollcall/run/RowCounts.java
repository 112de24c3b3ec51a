package dev.rollcall.run;

import dev.rollcall.run.RunStore.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;

/// The block `rows` of a run's summary.
record RowCounts(
        long read,
        long rejected,
        long accepted,
        long unchanged,
        long absent,
        long invited,
        long reported,
        long unmanaged) {
    static RowCounts of(Run run, Numbers numbers) {
        Map<String, Long> staged = run.rows();
        Map<String, Long> plan = numbers.plan();
        long repeated = plan.isEmpty() ? 0 : staged.getOrDefault("repeated", 0L);
        return new RowCounts(
                staged.getOrDefault("read", 0L),
                staged.getOrDefault("rejected", 0L) + numbers.planRejected(),
                staged.getOrDefault("accepted", 0L) - numbers.planRejected(),
                plan.getOrDefault("unchanged", 0L) + repeated,
                plan.getOrDefault("absent", 0L),
                plan.getOrDefault("invited", 0L),
                plan.getOrDefault("reported", 0L),
                plan.getOrDefault("unmanaged", 0L));
    }

    Map<String, Long> byName() {
        var all = new LinkedHashMap<String, Long>();
        all.put("read", read);
        all.put("rejected", rejected);
        all.put("accepted", accepted);
        all.put("unchanged", unchanged);
        all.put("absent", absent);
        all.put("invited", invited);
        all.put("reported", reported);
        all.put("unmanaged", unmanaged);
        return all;
    }
}
