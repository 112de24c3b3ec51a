package dev.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.job.Job.Notices;
import dev.rollcall.job.Job.Retention;
import dev.rollcall.job.Job.Schedule;
import dev.rollcall.person.Attribute;
import dev.rollcall.plan.Approval;
import dev.rollcall.plan.GateKind;
import dev.rollcall.plan.Gates;
import dev.rollcall.reconcile.Rules;
import dev.rollcall.reconcile.Rules.ReferenceBy;
import dev.rollcall.source.CsvShape;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.source.SourceSettings.Auth;
import dev.rollcall.source.SourceSettings.Mode;
import dev.rollcall.source.SourceSettings.Paging;
import dev.rollcall.source.SourceSettings.Pickup;
import dev.rollcall.source.SourceSettings.Since;
import dev.rollcall.stage.StageRules;
import dev.rollcall.stage.StageRules.Column;
import dev.rollcall.tenant.PushSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JobReaderTest {

    @Test
    void fillsInEveryDefaultOfASmallFirstJob() throws IOException {
        Job job = JobFiles.good("first.yaml");

        assertThat(job.title()).isEqualTo("first");
        assertThat(job.enabled()).isTrue();
        assertThat(job.source())
                .isEqualTo(new SourceSettings.Csv(Mode.FULL, Pickup.IMMEDIATELY, Duration.ofSeconds(2), CsvShape.AUTO));
        assertThat(job.stage())
                .isEqualTo(new StageRules(
                        Map.of(
                                Attribute.EMPLOYEE_ID, new Column.AnyOf(List.of("NIK")),
                                Attribute.NAME, new Column.AnyOf(List.of("Nama"))),
                        Map.of(),
                        Optional.empty(),
                        StageRules.Completeness.DEFAULT,
                        Set.of(),
                        true,
                        Set.of(Attribute.EMPLOYEE_ID, Attribute.USERNAME),
                        Set.of(Attribute.EMAIL, Attribute.PHONE, Attribute.USERNAME)));
        assertThat(job.target().timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(job.rules())
                .isEqualTo(new Rules(
                        List.of(Attribute.EMPLOYEE_ID),
                        Rules.Absent.KEEP,
                        Rules.AbsentScope.MANAGED,
                        Set.of(),
                        Set.of(),
                        byName(),
                        false,
                        "/",
                        Rules.Sets.OWN,
                        Rules.Telling.REPORT,
                        Rules.Telling.APPLY));
        assertThat(job.gates())
                .isEqualTo(new Gates(
                        Map.of(
                                GateKind.DEACTIVATE, new Gates.Limit(10, 5),
                                GateKind.RENAME, new Gates.Limit(10, 5),
                                GateKind.BLANK, new Gates.Limit(50, 10)),
                        Duration.ofDays(7)));
        assertThat(job.approval()).isEqualTo(Approval.GATES);
        assertThat(job.push()).isEqualTo(new PushSettings(8, OptionalInt.of(20), true, 6, Duration.ofSeconds(30)));
        assertThat(job.retention()).isEqualTo(Retention.DEFAULT);
        assertThat(job.notices()).isEqualTo(Notices.NOBODY);
        assertThat(job.schedule()).isEmpty();
    }

    @Test
    void readsEveryKeyOfACsvJob() throws IOException {
        Job job = JobFiles.good("every-key.yaml");

        assertThat(job.title()).isEqualTo("Every key of a csv job");
        assertThat(job.enabled()).isFalse();
        SourceSettings.Csv csv = (SourceSettings.Csv) job.source();
        assertThat(csv.pickup()).isEqualTo(Pickup.SCHEDULED);
        assertThat(csv.settle()).isEqualTo(Duration.ofMillis(500));
        assertThat(csv.shape().charset()).contains("windows-1252");
        assertThat(csv.shape().delimiter()).contains(';');
        assertThat(csv.shape().header()).isTrue();
        assertThat(csv.shape().skip()).extracting(Pattern::pattern).containsExactly("^Laporan");
        assertThat(csv.shape().footer()).extracting(Pattern::pattern).containsExactly("^Dicetak", "^Halaman");
        assertThat(csv.shape().maxBytes()).isEqualTo(10L * 1024 * 1024);
        assertThat(job.rules())
                .isEqualTo(new Rules(
                        List.of(Attribute.EMPLOYEE_ID, Attribute.EMAIL),
                        Rules.Absent.DEACTIVATE,
                        Rules.AbsentScope.ALL,
                        Set.of("ADMIN1", "0012", "admin@contoh.co.id"),
                        Set.of(Attribute.PHONE, Attribute.TAGS),
                        Map.of(
                                Attribute.TAGS, ReferenceBy.ID,
                                Attribute.ORGANIZATION, ReferenceBy.PATH,
                                Attribute.GROUPS, ReferenceBy.NAME,
                                Attribute.ROLES, ReferenceBy.NAME),
                        true,
                        " > ",
                        Rules.Sets.REPLACE,
                        Rules.Telling.APPLY,
                        Rules.Telling.REPORT));
        assertThat(job.gates().limits())
                .containsOnly(
                        Map.entry(GateKind.CREATE, new Gates.Limit(50, 100)),
                        Map.entry(GateKind.UPDATE, new Gates.Limit(60, 10)),
                        Map.entry(GateKind.RENAME, new Gates.Limit(1, 1)),
                        Map.entry(GateKind.DEACTIVATE, new Gates.Limit(5, 2)),
                        Map.entry(GateKind.REACTIVATE, new Gates.Limit(3, 3)),
                        Map.entry(GateKind.BLANK, new Gates.Limit(20, 4)));
        assertThat(job.gates().expire()).isEqualTo(Duration.ofDays(3));
        assertThat(job.approval()).isEqualTo(Approval.ALWAYS);
        assertThat(job.push()).isEqualTo(new PushSettings(4, OptionalInt.empty(), false, 3, Duration.ofSeconds(10)));
        assertThat(job.retention())
                .isEqualTo(new Retention(Duration.ofDays(30), Duration.ofDays(40), Duration.ofDays(50)));
        assertThat(job.notices().mail()).containsExactly("hr-it@contoh.co.id");
        assertThat(job.notices().overdue()).contains(Duration.ofHours(26));
        assertThat(job.schedule()).contains(new Schedule("0 0 2 * * *", ZoneId.of("Asia/Jakarta"), true));
    }

    @Test
    void readsColumnsAndWordsAsHrWritesThem() throws IOException {
        StageRules stage = JobFiles.good("every-key.yaml").stage();

        assertThat(stage.columns())
                .containsEntry(Attribute.EMPLOYEE_ID, new Column.AnyOf(List.of("NIK", "Employee ID")))
                .containsEntry(Attribute.NAME, new Column.Join(List.of("Nama Depan", "Nama Belakang")))
                .containsEntry(Attribute.PHONE, new Column.AnyOf(List.of("No HP", "Telepon")))
                .containsEntry(Attribute.TAGS, new Column.Split(List.of("Tag"), ";"))
                .containsOnlyKeys(Attribute.values());
        assertThat(stage.values().get(Attribute.ACTIVE))
                .isEqualTo(Map.of("kontrak", "true", "pensiun", "false", "no", "false", "0012", "true"));
        assertThat(stage.values().get(Attribute.ORGANIZATION)).isEqualTo(Map.of("sales jkt", "Penjualan/Jakarta"));
        assertThat(stage.phoneRegion()).contains("ID");
        assertThat(stage.completeness().minRowsPercent()).isEqualTo(80);
        assertThat(stage.completeness().knownPercent()).isEqualTo(30);
        assertThat(stage.completeness().trailer().orElseThrow().pattern()).isEqualTo("^TOTAL;(?<rows>[0-9]+)");
        assertThat(stage.clearOnEmpty()).isEqualTo(Set.of(Attribute.PHONE, Attribute.TAGS));
    }

    @Test
    void resolvesVariablesAndKeepsSecretsOutOfWhatIsPrinted() throws IOException {
        Job job = JobFiles.good("every-key.yaml");

        assertThat(job.target().url()).isEqualTo(URI.create("https://api.ruangkerja.id"));
        assertThat(secret(job, "clientId")).isEqualTo("the-client-id");
        assertThat(secret(job, "clientSecret")).isEqualTo("a literal secret");
        assertThat(job.notices().webhook().orElseThrow().secret().orElseThrow().reveal())
                .isEqualTo("the-client-secret");
        assertThat(job.toString())
                .doesNotContain("secret=Optional[the", "the-client", "literal")
                .contains("***");
    }

    @Test
    void readsEachKindOfPartnerApi() throws IOException {
        SourceSettings.Http http =
                (SourceSettings.Http) JobFiles.good("http-oauth2-page.yaml").source();

        assertThat(http.auth()).isInstanceOf(Auth.OAuth2.class);
        assertThat(http.paging()).isEqualTo(new Paging.ByPage("page", Optional.of("per_page"), 500, 0));
        assertThat(http.since()).contains(new Since("updated_since", "rfc3339", Duration.ofMinutes(5)));
        assertThat(http.fullEvery()).isEqualTo(Duration.ofDays(3));
        assertThat(http.records()).isEqualTo("/data");
        assertThat(http.total()).contains("/meta/total");
        assertThat(http("http-basic-offset.yaml").paging())
                .isEqualTo(new Paging.ByOffset("skip", Optional.of("take"), 50, 0));
        assertThat(http("http-bearer-cursor.yaml").paging())
                .isEqualTo(new Paging.ByCursor("after", Optional.of("limit"), 50, "/meta/next"));
        assertThat(http("http-header-link.yaml").paging()).isEqualTo(new Paging.ByLink(Optional.of("per_page"), 50));
        assertThat(http("http-csv.yaml").csv().orElseThrow().delimiter()).contains('\t');
    }

    @Test
    void takesEverythingThatASourceTenantShows() throws IOException {
        Job job = JobFiles.good("from-tenant.yaml");

        assertThat(((SourceSettings.Tenant) job.source()).tenant().connector()).isEqualTo("ruangkerja");
        assertThat(job.stage().columns())
                .containsEntry(Attribute.EMAIL, new Column.AnyOf(List.of("email")))
                .containsOnlyKeys(
                        Attribute.EMPLOYEE_ID,
                        Attribute.NAME,
                        Attribute.EMAIL,
                        Attribute.PHONE,
                        Attribute.USERNAME,
                        Attribute.ACTIVE,
                        Attribute.TAGS,
                        Attribute.ORGANIZATION);
        assertThat(job.rules().match()).containsExactly(Attribute.EMAIL);
        assertThat(job.push().rate()).hasValue(7);
    }

    private static SourceSettings.Http http(String file) throws IOException {
        return (SourceSettings.Http) JobFiles.good(file).source();
    }

    private static String secret(Job job, String name) {
        return Objects.requireNonNull(job.target().credentials().get(name)).reveal();
    }

    private static Map<Attribute, ReferenceBy> byName() {
        return Map.of(
                Attribute.TAGS, ReferenceBy.NAME,
                Attribute.ORGANIZATION, ReferenceBy.NAME,
                Attribute.GROUPS, ReferenceBy.NAME,
                Attribute.ROLES, ReferenceBy.NAME);
    }
}
