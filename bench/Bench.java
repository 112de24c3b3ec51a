package bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Runs the benchmarks that are named, or all.
final class Bench {
    private static final List<Benchmark> ALL = List.of(
            new StartUp(),
            new DemoTime(),
            new BulkFive(),
            new SmallHeap(),
            new Staging(),
            new Million(),
            new RateKept(),
            new Ceiling(),
            new BulkHundred(),
            new SingleTen(),
            new Invitations(),
            new GarmentUpdates(),
            new PullHalfMillion());

    private Bench() {}

    public static void main(String[] args) throws Exception {
        if (Arrays.asList(args).contains("--list")) {
            ALL.forEach(b -> System.out.printf("%-12s %s%n", b.name(), b.about()));
            return;
        }
        var sheet = new Sheet();
        var machine = new Machine();
        boolean whole = true;
        for (Benchmark benchmark : chosen(args)) {
            whole &= measure(benchmark, sheet, machine);
        }
        System.out.println("\n" + machine.line() + "\n\n" + sheet.table());
        Results.append(machine, sheet);
        System.exit(whole && sheet.isMet() ? 0 : 1);
    }

    private static List<Benchmark> chosen(String[] names) {
        List<String> unknown = Arrays.stream(names)
                .filter(n -> ALL.stream().noneMatch(b -> b.name().equals(n)))
                .toList();
        if (!unknown.isEmpty()) {
            System.err.println("bench: there is no " + String.join(", ", unknown) + "; expected some of "
                    + ALL.stream().map(Benchmark::name).collect(Collectors.joining(", ")));
            System.exit(2);
        }
        return ALL.stream()
                .filter(b -> names.length == 0 || Arrays.asList(names).contains(b.name()))
                .toList();
    }

    /// One that breaks does not keep the others from being measured.
    private static boolean measure(Benchmark benchmark, Sheet sheet, Machine machine) throws InterruptedException {
        System.out.printf("%s: %s%n", benchmark.name(), benchmark.about());
        machine.look();
        try (var ground = new Ground(benchmark.name())) {
            benchmark.measure(ground, sheet);
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            e.printStackTrace();
            sheet.holds(
                    benchmark.name(),
                    "broke off",
                    "an end",
                    false,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            return false;
        }
    }
}
