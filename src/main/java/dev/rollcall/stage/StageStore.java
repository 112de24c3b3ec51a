package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.person.RowCode;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;

/// Where staged rows are kept.
public interface StageStore {

    /// Begins the run's staging anew; what an earlier attempt left is gone once this one is kept.
    Load begin(long runId);

    /// Begins a load that is never kept.
    Load rehearse();

    /// One staging in progress: seen by others only after [#keep()].
    interface Load extends KnownPeople, AutoCloseable {

        void accept(StagedRow row);

        /// @param read what could be read of the row: that person still counts as present
        void reject(StagedRow read, Collection<Finding> findings);

        /// Line -> employee ID as read, of the rows that an earlier run turned away while reading.
        Map<Long, String> remembered(long runId);

        /// No more rows come.
        void endOfRows();

        /// Finds what rows share that are not the same, and adds a finding to each of them: an employee ID
        /// on rows that are not identical, any other value on rows of more than one employee.
        ///
        /// @param lines of the rows to look at; empty = all
        /// @param header for the findings
        void tellShared(Attribute attribute, RowCode code, Collection<Long> lines, String header);

        /// Turns accepted rows with a finding away; how many there were.
        long rejectTold();

        /// Takes out rows that repeat an identical accepted one; how many there were.
        ///
        /// @param lines of the rows to look at; empty = all
        long dropRepeated(Collection<Long> lines);

        SortedMap<RowCode, Long> findingsByCode();

        void keep();

        /// Undoes everything that was not kept.
        @Override
        void close();
    }
}
