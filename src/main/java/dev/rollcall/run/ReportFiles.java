package dev.rollcall.run;

import dev.rollcall.report.ReportOrder;
import dev.rollcall.report.Reports;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.stage.StageOrder;
import java.nio.file.Files;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Has the reports of a run written, with its export at hand for the correction file.
@Component
class ReportFiles implements ReportStage {
    private final Reports reports;
    private final HomeFolder home;

    ReportFiles(Reports reports, HomeFolder home) {
        this.reports = reports;
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
                .map(file -> StagingOrders.check(
                        order.job(),
                        file,
                        order.run().export().map(Export::name).orElse("export.csv")));
    }
}
