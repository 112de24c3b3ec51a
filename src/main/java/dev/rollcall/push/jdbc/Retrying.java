package dev.rollcall.push.jdbc;

import dev.rollcall.person.RowCode;
import dev.rollcall.push.Journal.Retry;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes failed changes pending again, with those that they need and those that failed because of them.
record Retrying(JdbcClient jdbc, long runId) {

    long retry(Retry which) {
        List<Long> chosen = switch (which) {
            case Retry.All() -> chosen("", "");
            case Retry.OfCode(String code) -> chosen("and j.code = :what", code);
            case Retry.OfChange(long seq) -> chosen("and p.seq = cast(:what as bigint)", "" + seq);
            case Retry.UnavailableExceptNamedBy(long later) ->
                chosen("and j.code = :what " + Named.UNTIL.formatted(later), RowCode.REMOTE_UNAVAILABLE.name());
        };
        return chosen.isEmpty() ? 0 : free(chosen);
    }

    private List<Long> chosen(String condition, String what) {
        return jdbc.sql("""
                        select p.seq from journal j join planned_change p using (run_id, seq)
                         where run_id = :run and j.state in ('failed', 'stale') and (:what = :what) %s""".formatted(condition))
                .param("run", runId)
                .param("what", what)
                .query(Long.class)
                .list();
    }

    private long free(List<Long> chosen) {
        return jdbc.sql("""
                        with recursive chosen(seq) as (
                            select unnest(cast(:chosen as bigint[]))
                            union
                            select p.seq from chosen c
                              join planned_change q on q.run_id = :run and q.seq = c.seq
                              join planned_change p on p.run_id = :run
                               and (p.needs @> array[c.seq] or p.seq = any(q.needs) or p.group_no = nullif(q.group_no, 0))
                              join journal j on j.run_id = :run and j.seq = p.seq and j.state in ('failed', 'stale')
                               and (p.seq < c.seq or p.group_no = nullif(q.group_no, 0) or j.code = 'DEPENDS_ON'))
                        update journal j set state = 'pending', attempts = 0, code = null, remote_code = null,
                               remote_message = null, attribute = null, variant = null, finished_at = null, undo = false
                          from chosen c
                         where j.run_id = :run and j.seq = c.seq and j.state in ('failed', 'stale')""")
                .param("run", runId)
                .param("chosen", chosen.toArray(Long[]::new))
                .update();
    }
}
