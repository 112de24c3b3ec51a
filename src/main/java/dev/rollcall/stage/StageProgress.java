package dev.rollcall.stage;

/// Hears how far staging has come; asked to stop by an exception of its own.
@FunctionalInterface
public interface StageProgress {

    StageProgress NOBODY = (bytesRead, bytesInAll) -> {};

    /// Called every few thousand rows with the bytes of the (packed) file that were read.
    void at(long bytesRead, long bytesInAll);
}
