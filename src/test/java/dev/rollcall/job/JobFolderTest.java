package dev.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFolderTest {

    private static final JobName FIRST = new JobName("first");

    @TempDir
    private Path folder;

    private String good = "";

    @BeforeEach
    void readTheGoodFile() throws IOException {
        good = Files.readString(JobFiles.CASES.resolve("good/first.yaml"));
    }

    @Test
    void takesABadFileForItsOwnJobAlone() throws IOException {
        write("first.yaml", good);
        write("second.yaml", good);

        JobFolder jobs = new JobFolder(folder, JobFiles.READER);

        assertThat(jobs.all()).containsOnlyKeys(FIRST);
        assertThat(Objects.requireNonNull(jobs.problems().get(new JobName("second"))))
                .extracting(JobProblem::toString)
                .containsExactly("second.yaml:1:6 job: found first, expected second, the file's name without .yaml");
    }

    @Test
    void takesUpWhatCameChangedAndWent() throws IOException {
        JobFolder jobs = new JobFolder(folder, JobFiles.READER);
        AtomicInteger changes = new AtomicInteger();
        jobs.onChange(changes::incrementAndGet);

        write("first.yaml", good);
        lookTwice(jobs);
        assertThat(jobs.all()).containsOnlyKeys(FIRST);

        write("next.tmp", good + "title: Another\n");
        Files.move(folder.resolve("next.tmp"), folder.resolve("first.yaml"), StandardCopyOption.ATOMIC_MOVE);
        lookTwice(jobs);
        assertThat(jobs.find(FIRST).orElseThrow().title()).isEqualTo("Another");

        Files.delete(folder.resolve("first.yaml"));
        lookTwice(jobs);
        assertThat(jobs.all()).isEmpty();
        assertThat(changes).hasValue(3);
    }

    @Test
    void leavesAFileAloneWhileItIsWritten() throws IOException {
        write("first.yaml", good);
        JobFolder jobs = new JobFolder(folder, JobFiles.READER);

        write("first.yaml", good.substring(0, good.length() / 2));
        jobs.look();
        write("first.yaml", good + "title: Written whole\n");
        lookTwice(jobs);

        assertThat(jobs.problems()).isEmpty();
        assertThat(jobs.find(FIRST).orElseThrow().title()).isEqualTo("Written whole");
    }

    @Test
    void stopsAJobWhoseFileTurnedBadAndStartsItWhenMended() throws IOException {
        write("first.yaml", good);
        JobFolder jobs = new JobFolder(folder, JobFiles.READER);

        write("first.yaml", good + "settle: 2s\n");
        lookTwice(jobs);
        assertThat(jobs.all()).isEmpty();
        assertThat(jobs.problems()).containsOnlyKeys(FIRST);

        write("first.yaml", good);
        lookTwice(jobs);
        assertThat(jobs.all()).containsOnlyKeys(FIRST);
        assertThat(jobs.problems()).isEmpty();
    }

    @Test
    void startsAJobWhenTheSecretItWaitedForIsThere() throws IOException {
        Path secret = folder.resolve("client-secret");
        write("first.yaml", good.replace("${CLIENT_SECRET}", "${file:" + secret + "}"));
        JobFolder jobs = new JobFolder(folder, JobFiles.READER);
        assertThat(jobs.problems()).containsOnlyKeys(FIRST);

        Files.writeString(secret, "one\n");
        lookTwice(jobs);
        assertThat(secret(jobs)).isEqualTo("one");

        Files.writeString(secret, "two\n");
        assertThat(secret(jobs)).isEqualTo("two");
    }

    @Test
    void saysThatAFileHasTheWrongName() throws IOException {
        write("My Job.yml", good);

        JobFolder jobs = new JobFolder(folder, JobFiles.READER);

        assertThat(Objects.requireNonNull(jobs.problems().get(new JobName("my-job"))))
                .extracting(JobProblem::toString)
                .containsExactly("My Job.yml expected a name of lower-case letters, digits and hyphens that ends in"
                        + " .yaml; rename the file");
    }

    @Test
    void keepsItsJobsWhileTheFolderCannotBeRead() throws IOException {
        write("first.yaml", good);
        JobFolder jobs = new JobFolder(folder, JobFiles.READER);
        Files.delete(folder.resolve("first.yaml"));
        Files.delete(folder);

        lookTwice(jobs);

        assertThat(jobs.all()).containsOnlyKeys(FIRST);
    }

    private static String secret(JobFolder jobs) {
        return Objects.requireNonNull(
                        jobs.find(FIRST).orElseThrow().target().credentials().get("clientSecret"))
                .reveal();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static void lookTwice(JobFolder jobs) {
        jobs.look();
        jobs.look();
    }
}
