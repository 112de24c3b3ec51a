package dev.rollcall.run;

import dev.rollcall.report.ReportOrder;
import dev.rollcall.report.Reports;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.stage.StageOrder;
import dev.rollcall.stage.StageProgress;
import java.nio.file.Files;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Has the reports of a run written, with its export at hand for the correction file.
@Component
class ReportFiles implements ReportStage {
    private final Reports reports;
    private final StagingOrders orders;
    private final HomeFolder home;

    ReportFiles(Reports reports, StagingOrders orders, HomeFolder home) {
        this.reports = reports;
        this.orders = orders;
        this.home = home;
    }

    @Override
    public void write(Order order) {
        Run run = order.run();
        reports.write(new ReportOrder(
                run.id(), run.job(), order.job().title(), order.summary(), export(order), order.folder()));
    }

    /// Only a CSV file that was staged can be given back.
    private Optional<StageOrder> export(Order order) {
        if (!(order.job().source() instanceof SourceSettings.Csv)
                || order.run().rows().isEmpty()) {
            return Optional.empty();
        }
        return order.run()
                .place()
                .map(home::at)
                .filter(Files::isRegularFile)
                .map(file -> orders.of(order.run(), order.job(), file, StageProgress.NOBODY));
    }
}
