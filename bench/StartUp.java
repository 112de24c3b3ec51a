package bench;

import java.nio.file.Files;
import java.util.concurrent.Callable;

/// How long a worker takes until it is ready.
final class StartUp implements Benchmark {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "from the start to ready, with the embedded database present";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Files.createDirectories(ground.folder());
        Worker first = ground.plainWorker();
        sheet.tell("first start, database made", Sheet.seconds(first.readyAfter()), "");
        first.stop();
        sheet.atMost("start to ready", best(ground::plainWorker), 10, "java -jar; best of 3");
        sheet.atMost(
                "start to ready, prepared", best(() -> ground.worker()), 10, "./rollcall after ./rollcall prepare; best of 3");
    }

    private static double best(Callable<Worker> start) throws Exception {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            Worker worker = start.call();
            best = Math.min(best, worker.readyAfter());
            worker.stop();
        }
        return best;
    }
}
