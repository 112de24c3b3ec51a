package dev.rollcall.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// Reads any number of files of any bytes, in a Java machine of its own so that its heap can be bounded: ends with 0
/// where each came to rows, rejects or a file code, else with 1 and the seed that did not.
///
/// Arguments: the first seed, how many, a folder.
public final class AnyBytesAttack {
    private static final long LONGEST_SECONDS = 60;

    private final AtomicLong seed = new AtomicLong();
    private final AtomicLong began = new AtomicLong();
    private final Map<String, Long> ends = new TreeMap<>();
    private long slowest;
    private long slowestSeed;

    public static void main(String[] arguments) throws IOException {
        long first = Long.parseLong(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        new AnyBytesAttack().run(first, count, Path.of(arguments[2]).resolve("export"));
    }

    private void run(long first, long count, Path file) throws IOException {
        Thread.ofPlatform().daemon().start(this::endAHang);
        for (long i = 0; i < count; i++) {
            attack(first + i, file);
            if (i % 1_000_000 == 999_999) {
                System.out.println(i + 1 + " inputs " + ends);
            }
        }
        System.out.printf(
                "%d inputs, most memory %d MB, slowest %d ms (seed %d)%n%s%n",
                count, Runtime.getRuntime().maxMemory() >> 20, slowest / 1_000_000, slowestSeed, ends);
    }

    private void attack(long number, Path file) throws IOException {
        AnyBytes input = AnyBytes.of(number);
        Files.write(file, input.bytes());
        seed.set(number);
        began.set(System.nanoTime());
        try {
            StageOutcome outcome = stage(input, file);
            ends.merge(
                    outcome instanceof StageOutcome.Refused r ? r.code() + "." + r.variant() : "staged", 1L, Long::sum);
        } catch (Throwable e) {
            System.out.println("seed " + number + " " + e + " " + input);
            e.printStackTrace(System.out);
            Runtime.getRuntime().halt(1);
        }
        long took = System.nanoTime() - began.getAndSet(0);
        if (took > slowest) {
            slowest = took;
            slowestSeed = number;
        }
    }

    private static StageOutcome stage(AnyBytes input, Path file) {
        CountingStore store = new CountingStore();
        StageOutcome outcome = new CsvStaging(store).stage(input.order(file));
        if (outcome instanceof StageOutcome.Staged staged && staged.read() != store.accepted + store.rejected) {
            throw new AssertionError(
                    staged.read() + " rows read, " + store.accepted + " + " + store.rejected + " told");
        }
        return outcome;
    }

    private void endAHang() {
        while (true) {
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException e) {
                return;
            }
            long since = began.get();
            if (since != 0 && System.nanoTime() - since > LONGEST_SECONDS * 1_000_000_000) {
                System.out.println("seed " + seed + " takes longer than " + LONGEST_SECONDS + " s");
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
