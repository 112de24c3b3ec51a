package dev.rollcall.plan.jdbc;

import dev.rollcall.plan.GateKeeper;
import dev.rollcall.plan.PlanDigest;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlanOutcome;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.Planning;
import dev.rollcall.plan.Sequencer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Plans in one transaction: pairs rows with users, streams the few that differ through the core, orders and
/// judges what comes of it, and stores it.
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
        PlanStore store = new PlanStore(jdbc);
        store.forget(order.runId());
        Draft draft = new Draft(order);
        AppliedChanges applied = new AppliedChanges(jdbc, order, undone);
        applied.reverse(draft);
        applied.reverseLinks();
        return sealed(order, store, draft, new Absences.Counts(0, 0));
    }

    private PlanOutcome planned(PlanOrder order) {
        PlanStore store = new PlanStore(jdbc);
        store.forget(order.runId());
        jdbc.execute("set local work_mem = '64MB'");
        ReferenceWords words = new ReferenceWords(jdbc);
        words.look(order);
        new Pairing(jdbc).find(order);
        Draft draft = new Draft(order);
        Deciding deciding = new Deciding(order, words, draft);
        Candidates candidates = new Candidates(order);
        candidates.prepare(jdbc);
        jdbc.query(candidates.sql(), deciding::row, order.job());
        Absences absences = new Absences(jdbc, order, deciding, draft);
        Absences.Counts absent = absences.find();
        new TakenValues(jdbc, order, draft).reject();
        store.links(order);
        return sealed(order, store, draft, absent);
    }

    private PlanOutcome sealed(PlanOrder order, PlanStore store, Draft draft, Absences.Counts absent) {
        Sequencer.Sequence sequence = sequence(order, draft);
        GateKeeper.Verdicts verdicts = new GateKeeper(
                        order.gates(), linked(order.job()), order.accepted() - draft.rejectedRows())
                .judge(sequence.plan());
        PlanOutcome outcome = outcome(staged(order.runId()), draft, absent, sequence, verdicts);
        store.keep(order, outcome, sequence.plan(), draft.findings());
        return outcome;
    }

    private Sequencer.Sequence sequence(PlanOrder order, Draft draft) {
        List<PlannedChange> changes = new ArrayList<>(draft.newReferences(PlannedChange::reference));
        changes.addAll(draft.changes());
        Sequencer sequencer = new Sequencer(order.abilities(), id -> "RC" + order.runId() + "T" + alphanumeric(id));
        Sequencer.Sequence sequence = sequencer.sequence(changes);
        sequence.swaps()
                .forEach((change, attribute) ->
                        draft.rejectChange(change, dev.rollcall.person.RowCode.VALUE_SWAP, "", attribute));
        return sequence;
    }

    private static String alphanumeric(String id) {
        return id.replaceAll("[^A-Za-z0-9]", "");
    }

    private static PlanOutcome outcome(
            long staged,
            Draft draft,
            Absences.Counts absent,
            Sequencer.Sequence sequence,
            GateKeeper.Verdicts verdicts) {
        long rejected = draft.rejectedRows();
        return new PlanOutcome(
                PlanDigest.of(sequence.plan()),
                draft.unchangedRows(staged),
                rejected,
                absent.absent(),
                draft.invited(),
                draft.reportedRows(),
                absent.unmanaged(),
                sequence.plan().size(),
                verdicts.gates(),
                verdicts.heldBy());
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
