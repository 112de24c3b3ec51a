package bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Pulls of a partner's API, beside a client that only reads the same pages with as many calls at once.
final class PullHalfMillion implements Benchmark {
    private static final int PEOPLE = 500_000;
    private static final int AT_ONCE = 8;
    private static final int TIMES = 4;

    @Override
    public String name() {
        return "pull-500k";
    }

    @Override
    public String about() {
        return "500,000 records at 500 a page and 10 ms, pulled to staged with -Xmx256m; then 1,000,000";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Tenant tenant = ground.tenant();
        Worker worker = ground.worker("-Xmx256m");
        try (Partner few = new Partner(20 * Partner.PAGE, 10);
                Partner half = new Partner(PEOPLE, 10);
                Partner million = new Partner(2 * PEOPLE, 10)) {
            worker.job("few", job("few", few, tenant));
            worker.job("half", job("half", half, tenant));
            worker.job("million", job("million", million, tenant));
            worker.pull("few", "apply=false").mustBe("PLANNED");
            read(few);

            halves(sheet, worker, half);

            Run more = worker.pull("million", "apply=false").mustBe("PLANNED");
            sheet.holds(
                    "1,000,000 records pulled with -Xmx256m",
                    "%,d rows staged in %.1f s".formatted(more.rows("accepted"), more.seconds("stage")),
                    "1,000,000 rows",
                    more.rows("accepted") == 2 * PEOPLE,
                    "process held %d MB at most".formatted(worker.peakMemory()));
        }
    }

    /// The first pull and later ones, in turn with the bare client: a worker runs for months.
    private static void halves(Sheet sheet, Worker worker, Partner half) throws Exception {
        double floor = read(half);
        List<Double> pulls = new ArrayList<>();
        Run run = null;
        for (int i = 0; i < TIMES; i++) {
            run = worker.pull("half", "apply=false").mustBe("PLANNED");
            run.must(run.rows("read") == PEOPLE && run.rows("accepted") == PEOPLE, PEOPLE + " rows");
            pulls.add(run.seconds("stage"));
            floor = Math.min(floor, read(half));
        }
        sheet.atLeastOf(
                "500,000 records pulled and staged, 8 at once",
                PEOPLE / Collections.min(pulls),
                PEOPLE / floor,
                0.6,
                "/s",
                "bare client %.2f s; the pulls one after the other %s s; the last run: %s"
                        .formatted(floor, pulls, run.phases()));
    }

    private static String job(String name, Partner partner, Tenant tenant) {
        return """
            job: %s
            source:
              type: http
              url: %s
              paging: {type: page, sizeParam: per_page, size: %d}
              records: /data
              total: /meta/total
              columns: {employeeId: /number, name: {join: [/name/first, /name/last]}, email: /mail, phone: /phone, active: /active}
              phoneRegion: ID
            target:
              connector: ruangkerja
              url: %s
              credentials: {clientId: sandbox, clientSecret: sandbox-secret}
            push: {rate: none, concurrency: %d}
            """.formatted(name, partner.url(), Partner.PAGE, tenant.url(), AT_ONCE);
    }

    /// Reads every page and throws it away: so many connections, HTTP/1.1 by hand.
    ///
    /// @return the seconds that it took
    private static double read(Partner partner) throws Exception {
        URI uri = URI.create(partner.url());
        var next = new AtomicInteger(1);
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> lines = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                lines.add(threads.submit(() -> {
                    line(uri, partner.pages(), next);
                    return null;
                }));
            }
            for (Future<?> line : lines) {
                line.get();
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static void line(URI uri, int pages, AtomicInteger next) throws IOException {
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            OutputStream out = socket.getOutputStream();
            for (int page = next.getAndIncrement(); page <= pages; page = next.getAndIncrement()) {
                out.write(("GET " + uri.getPath() + "?per_page=" + Partner.PAGE + "&page=" + page
                                + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                LoadGenerator.answer(in);
            }
        }
    }
}
