package dev.rollcall.plan.jdbc;

import dev.rollcall.plan.GateKeeper;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlanOutcome;
import dev.rollcall.plan.Planning;
import dev.rollcall.plan.Sequencer;
import java.util.List;
import java.util.Objects;
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
        return sealed(order, store, draft, new Absences.Counts(0, 0));
    }

    private PlanOutcome planned(PlanOrder order) {
        PlanStore store = begun(order);
        ReferenceWords words = new ReferenceWords(jdbc);
        words.look(order);
        Candidates candidates = new Candidates(order);
        candidates.prepare(jdbc);
        new Pairing(jdbc, order, candidates).find();
        Draft draft = draft(order, store);
        Deciding deciding = new Deciding(order, words, draft);
        jdbc.query(candidates.sql(), deciding::row, order.job(), order.job());
        Absences absences = new Absences(jdbc, order, deciding, draft);
        Absences.Counts absent = absences.find();
        store.links(order);
        return sealed(order, store, draft, absent);
    }

    private PlanStore begun(PlanOrder order) {
        PlanStore store = new PlanStore(jdbc);
        store.forget(order.runId());
        jdbc.execute("set local work_mem = '64MB'");
        return store;
    }

    private Draft draft(PlanOrder order, PlanStore store) {
        Drafted drafted = new Drafted(jdbc, order.abilities().unique());
        return new Draft(order, drafted, findings -> store.findings(order.runId(), findings));
    }

    private PlanOutcome sealed(PlanOrder order, PlanStore store, Draft draft, Absences.Counts absent) {
        draft.drafted().close();
        Sequencer.Sequence sequence = new Contention(jdbc, order, draft).settle();
        draft.close();
        GateKeeper keeper = new GateKeeper(order.gates(), linked(order.job()), order.accepted() - draft.rejectedRows());
        List<GateKeeper.Verdict> verdicts =
                keeper.verdicts(draft.drafted().counts(), draft.drafted().blanks());
        Sealing sealing = new Sealing(jdbc, order.runId(), sequence.plan(), verdicts);
        String digest = sealing.seal();
        PlanOutcome outcome = new PlanOutcome(
                digest,
                draft.unchangedRows(staged(order.runId())),
                draft.rejectedRows(),
                absent.absent(),
                draft.invited(),
                draft.reportedRows(),
                absent.unmanaged(),
                sealing.changes(),
                verdicts);
        store.keep(order, outcome);
        return outcome;
    }

    private long staged(long runId) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select count(*) from staged_row where run_id = ?", Long.class, runId));
    }

    private long linked(String job) {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from link where job = ?", Long.class, job));
    }

    @Override
    public long adopt(long runId, String job) {
        return Objects.requireNonNull(transaction.execute(status -> new PlanStore(jdbc).adopt(runId, job)));
    }
}
