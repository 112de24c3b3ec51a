package bench;

import java.nio.file.Files;

/// How long a worker takes until it is ready.
final class StartUp implements Benchmark {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "java -jar to ready, with the embedded database present";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Files.createDirectories(ground.folder());
        Worker first = ground.worker();
        sheet.tell("first start, database made", Sheet.seconds(first.readyAfter()), "");
        first.stop();
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            Worker worker = ground.worker();
            best = Math.min(best, worker.readyAfter());
            worker.stop();
        }
        sheet.atMost("start to ready", best, 10, "best of 3");
    }
}
