package dev.rollcall.person;

/// The number or code under which HR knows a person; compared exactly, letter case and leading zeros included.
public record EmployeeId(String value) implements Comparable<EmployeeId> {

    public EmployeeId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an employee ID is not empty");
        }
    }

    @Override
    public int compareTo(EmployeeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
