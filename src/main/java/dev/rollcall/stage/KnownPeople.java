package dev.rollcall.stage;

/// Whom the job knows, for telling that an export is somebody else's.
public interface KnownPeople {

    Named known(String job);

    /// @param linked people the job is linked to
    /// @param named those of them that the export names, in whatever row
    record Named(long linked, long named) {}
}
