package dev.rollcall.plan.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.PlanOutcome;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.Renamings;
import dev.rollcall.plan.Sequenced;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What holds of every plan, over random exports, tenants, links and rules, on the real tables. A world that breaks a
/// law is named by its seed. `-Drollcall.worlds=20000` looks at more of them.
class PlanLawsTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final long WORLDS = Long.getLong("rollcall.worlds", 80);
    private static long run;
    private static WorldTables tables;

    @BeforeAll
    static void open() {
        tables = new WorldTables(database);
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    @Test
    void sqlAndCoreAgree() {
        LongStream.range(0, WORLDS).forEach(seed -> {
            World world = new World(seed);
            tables.put(world, ++run);
            PlanOutcome outcome = tables.plan(world, run);
            CorePlan core = new CorePlan(world, run);

            assertThat(tables.findings(run)).as("findings of world %d", seed).isEqualTo(core.findings());
            assertThat(tables.changes(run)).as("changes of world %d", seed).isEqualTo(core.changes());
            assertThat(outcome.digest()).as("digest of world %d", seed).isEqualTo(core.digest());
            assertThat(numbers(outcome)).as("numbers of world %d", seed).isEqualTo(numbers(core));
        });
    }

    @Test
    void accountsForEveryRowOnce() {
        LongStream.range(0, WORLDS).forEach(seed -> {
            World world = new World(seed);
            tables.put(world, ++run);
            PlanOutcome outcome = tables.plan(world, run);
            long named = new CorePlan(world, run)
                    .plan().stream()
                            .filter(s -> s.change().kind() == PlannedChange.Kind.CHANGE)
                            .filter(s -> s.change().line().isPresent())
                            .count();

            assertThat((long) world.rows.size())
                    .as("rows of world %d", seed)
                    .isEqualTo(outcome.unchanged() + outcome.rejected() + named);
        });
    }

    @Test
    void planningTwiceAndAnyOrderOfRowsGiveTheSameDigest() {
        long[] temporary = {0};
        LongStream.range(0, WORLDS).forEach(seed -> {
            World world = new World(seed);
            tables.put(world, ++run);
            String digest = tables.plan(world, run).digest();
            temporary[0] += tables.changes(run).stream()
                    .filter(change -> change.contains(" step rename "))
                    .count();
            assertThat(tables.plan(world, run).digest())
                    .as("digest of world %d", seed)
                    .isEqualTo(digest);

            world.shuffleRows();
            tables.put(world, ++run);
            assertThat(tables.plan(world, run).digest())
                    .as("digest of world %d, shuffled, in another run", seed)
                    .isEqualTo(digest);
        });
        assertThat(temporary[0]).as("cycles of renames").isPositive();
    }

    /// The laws would not notice anything if they passed whatever was done.
    @Test
    void aChangeThatIsLeftOutIsFound() {
        long[] left = {0};
        LongStream.range(0, WORLDS / 4).forEach(seed -> {
            World world = new World(seed);
            tables.put(world, ++run);
            tables.plan(world, run);
            CorePlan core = new CorePlan(world, run);
            tables.adopt(run);
            if (createsAnIdThatIsThere(world, core)) {
                return;
            }
            for (Sequenced one : core.plan()) {
                if (one.change().kind() == PlannedChange.Kind.CHANGE) {
                    assertThat(isFoundWithout(one, world, core))
                            .as("world %d without %s", seed, one)
                            .isTrue();
                    left[0]++;
                }
            }
        });
        assertThat(left[0]).isPositive();
    }

    private static boolean isFoundWithout(Sequenced one, World world, CorePlan core) {
        TenantModel model = new TenantModel(world, tables.links());
        try {
            model.apply(core.plan().stream().filter(other -> !other.equals(one)).toList());
        } catch (AssertionError refused) {
            return true;
        }
        return !Demands.broken(world, core, model).isEmpty();
    }

    @Test
    void theAppliedPlanMakesTheTenantWhatTheTablesDemandAndTheSameExportAgainPlansNothing() {
        LongStream.range(0, WORLDS).forEach(seed -> {
            World world = new World(seed);
            tables.put(world, ++run);
            tables.plan(world, run);
            CorePlan core = new CorePlan(world, run);
            tables.adopt(run);
            if (createsAnIdThatIsThere(world, core)) {
                return; // the tenant refuses such a create, and the push looks whose the ID is
            }
            TenantModel model = new TenantModel(world, tables.links());
            assertThatNoException().as("world %d", seed).isThrownBy(() -> model.apply(core.plan()));
            assertThat(Demands.broken(world, core, model)).as("world %d", seed).isEmpty();

            model.become(world);
            tables.put(world, ++run);
            tables.plan(world, run);
            assertThat(tables.changes(run)).as("second plan of world %d", seed).isEmpty();
            assertThat(new CorePlan(world, run).verdicts)
                    .as("renames of world %d that were done", seed)
                    .containsAllEntriesOf(renamed(core));
        });
    }

    private static Map<Long, Renamings.Verdict> renamed(CorePlan core) {
        return core.plan().stream()
                .map(Sequenced::change)
                .filter(change -> change.action() == Action.RENAME && change.kind() == PlannedChange.Kind.CHANGE)
                .collect(Collectors.toMap(change -> change.line().orElseThrow(), change -> Renamings.Verdict.AS_NEW));
    }

    private static boolean createsAnIdThatIsThere(World world, CorePlan core) {
        return core.plan().stream()
                .map(Sequenced::change)
                .filter(change -> change.action() == Action.CREATE && change.kind() == PlannedChange.Kind.CHANGE)
                .filter(change -> core.verdicts.get(change.line().orElseThrow()) != Renamings.Verdict.CREATE)
                .anyMatch(change -> world.users.stream()
                        .anyMatch(user -> user.employeeId()
                                .filter(id -> id.value().equals(change.employeeId()))
                                .isPresent()));
    }

    @Test
    void nobodyAbsentIsDeactivatedFromAnUnprovenExport() {
        long[] absent = {0};
        LongStream.range(0, WORLDS).filter(seed -> !new World(seed).proven).forEach(seed -> {
            World world = new World(seed);
            tables.put(world, ++run);
            absent[0] += tables.plan(world, run).absent();
            assertThat(tables.changes(run))
                    .as("changes of world %d", seed)
                    .noneMatch(change -> change.contains(" line 0 ") && change.contains(" deactivate "));
        });
        assertThat(absent[0]).isPositive();
    }

    private static String numbers(PlanOutcome plan) {
        return "unchanged %d rejected %d absent %d invited %d reported %d unmanaged %d"
                .formatted(
                        plan.unchanged(),
                        plan.rejected(),
                        plan.absent(),
                        plan.invited(),
                        plan.reported(),
                        plan.unmanaged());
    }

    private static String numbers(CorePlan core) {
        return "unchanged %d rejected %d absent %d invited %d reported %d unmanaged %d"
                .formatted(
                        core.unchanged,
                        core.rejected.size(),
                        core.absent,
                        core.invited,
                        core.told.stream()
                                .filter(line -> !core.rejected.contains(line))
                                .count(),
                        core.unmanaged);
    }
}
