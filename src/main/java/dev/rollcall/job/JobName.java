package dev.rollcall.job;

/// A job's name: lower-case letters, digits and hyphens; also the name of its file and of its folders.
public record JobName(String value) implements Comparable<JobName> {

    public static final String PATTERN = "[a-z0-9-]{1,64}";

    public JobName {
        if (!value.matches(PATTERN)) {
            throw new IllegalArgumentException("a job name is of lower-case letters, digits and hyphens");
        }
    }

    @Override
    public int compareTo(JobName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
