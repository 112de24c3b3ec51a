package bench;

import java.nio.file.Path;
import java.util.List;

/// The demo from a built jar.
final class DemoTime implements Benchmark {
    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String about() {
        return "./rollcall demo --exit from a built jar and an empty home";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Path samples = Path.of("samples").toAbsolutePath();
        int sandbox = Ground.freePort();
        long began = System.nanoTime();
        Process demo = ground.start(
                "demo.log",
                List.of(
                        Path.of("rollcall").toAbsolutePath().toString(),
                        "demo",
                        "--exit",
                        "--rollcall.samples=" + samples,
                        "--rollcall.jobs=" + samples.resolve("jobs"),
                        "--rollcall.sandbox.port=" + sandbox),
                "ROLLCALL_HOME=" + ground.folder().resolve("home"),
                "ROLLCALL_SANDBOX_URL=http://127.0.0.1:" + sandbox,
                "SERVER_PORT=" + Ground.freePort());
        int exit = demo.waitFor();
        double took = (System.nanoTime() - began) / 1e9;
        sheet.atMost("demo", took, 40, "");
        sheet.holds("demo's exit code", Integer.toString(exit), "0", exit == 0, "");
    }
}
