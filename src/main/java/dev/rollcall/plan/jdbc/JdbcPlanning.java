package dev.rollcall.plan.jdbc;

import dev.rollcall.plan.GateKeeper;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlanOutcome;
import dev.rollcall.plan.Planning;
import dev.rollcall.plan.Sequencer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Plans in one transaction: pairs rows with users, streams those that differ through the core into a table, has the
/// few that depend on each other put in order, and seals the whole. Memory does not grow with the export.
@Repository
class JdbcPlanning implements Planning {

    private static final int ROWS_AT_ONCE = 1000;

    /// So much that the narrow side of a join of a million fits, and no more than this server can spare.
    private static final String MEMORY = """
        select set_config('work_mem',
            (greatest(64, least(192, setting::bigint * 8 / 1024 / 64)) || 'MB'), true)
        from pg_settings where name = 'effective_cache_size'
        """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    JdbcPlanning(DataSource database, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(database);
        this.jdbc.setFetchSize(ROWS_AT_ONCE);
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public PlanOutcome plan(PlanOrder order) {
        return Objects.requireNonNull(transaction.execute(status -> planned(order)));
    }

    @Override
    public PlanOutcome undo(PlanOrder order, long undone) {
        return Objects.requireNonNull(transaction.execute(status -> undone(order, undone)));
    }

    private PlanOutcome undone(PlanOrder order, long undone) {
        PlanStore store = begun(order);
        Draft draft = draft(order, store);
        AppliedChanges applied = new AppliedChanges(jdbc, order, undone);
        applied.reverse(draft);
        applied.reverseLinks();
        PlanOutcome outcome = sealed(order, draft, new Absences.Counts(0, 0), links(order.job()));
        store.keep(order, outcome, Optional.empty());
        return outcome;
    }

    private PlanOutcome planned(PlanOrder order) {
        PlanStore store = begun(order);
        StagedWords staged = StagedWords.gather(jdbc, order.runId());
        ReferenceWords words = new ReferenceWords(jdbc);
        words.look(order);
        Candidates candidates = new Candidates(order);
        Screening screening = new Screening(jdbc, order, words.prints(order));
        Pairing pairing = new Pairing(jdbc, order, candidates, staged, screening);
        Draft draft = draft(order, store);
        long links = links(order.job());
        draft.passed(pairing.find(links > 0));
        Deciding deciding = new Deciding(order, words, draft);
        jdbc.query(candidates.sql(), deciding::row, order.job(), order.job());
        Absences absences = new Absences(jdbc, order, deciding, draft);
        Absences.Counts absent = absences.find(screening.count(Screening.Kind.USER) > 0);
        store.links(order);
        PlanOutcome outcome = sealed(order, draft, absent, links);
        store.keep(order, outcome, pairing.screenedBy());
        return outcome;
    }

    private PlanStore begun(PlanOrder order) {
        PlanStore store = new PlanStore(jdbc);
        store.forget(order.runId());
        jdbc.execute(MEMORY);
        return store;
    }

    private Draft draft(PlanOrder order, PlanStore store) {
        Drafted drafted = new Drafted(jdbc, order.abilities().unique());
        return new Draft(order, drafted, findings -> store.findings(order.runId(), findings));
    }

    private PlanOutcome sealed(PlanOrder order, Draft draft, Absences.Counts absent, long links) {
        draft.drafted().close();
        Sequencer.Sequence sequence = new Contention(jdbc, order, draft).settle();
        draft.close();
        GateKeeper keeper = new GateKeeper(order.gates(), links, order.accepted() - draft.rejectedRows());
        List<GateKeeper.Verdict> verdicts =
                keeper.verdicts(draft.drafted().counts(), draft.drafted().blanks());
        Sealing sealing = new Sealing(jdbc, order.runId(), sequence.plan(), verdicts);
        String digest = sealing.seal();
        return new PlanOutcome(
                digest,
                draft.unchangedRows(),
                draft.rejectedRows(),
                absent.absent(),
                draft.invited(),
                draft.reportedRows(),
                absent.unmanaged(),
                sealing.changes(),
                verdicts);
    }

    private long links(String job) {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from link where job = ?", Long.class, job));
    }

    @Override
    public long adopt(long runId, String job) {
        return Objects.requireNonNull(transaction.execute(status -> new PlanStore(jdbc).adopt(runId, job)));
    }
}
