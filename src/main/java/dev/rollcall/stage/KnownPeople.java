package dev.rollcall.stage;

/// Whom the job knows, for telling that an export is somebody else's.
public interface KnownPeople {

    /// @param percent of the linked people that are enough: no more need to be counted
    Named known(String job, int percent);

    /// @param linked people the job is linked to
    /// @param named those of them that the export names, in whatever row
    record Named(long linked, long named) {
        /// The fewest that so many percent are.
        public long enough(int percent) {
            return (linked * percent + 99) / 100;
        }
    }
}
