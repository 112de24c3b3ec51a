package dev.rollcall.connector;

/// The token that all callers of one connector send, and the number of the login that it came from.
///
/// @param <T> what a login gives: a token, or a pair of them; never printed
public final class TokenInUse<T> {

    private volatile Numbered<T> current;

    /// @param none stands in before the first login, under the number 0
    public TokenInUse(T none) {
        this.current = new Numbered<>(0, none);
    }

    public Numbered<T> current() {
        return current;
    }

    public synchronized Numbered<T> replace(T token) {
        current = new Numbered<>(current.session() + 1, token);
        return current;
    }

    /// @param session 0 where nobody has logged in yet
    public record Numbered<T>(long session, T token) {
        @Override
        public String toString() {
            return "session " + session;
        }
    }
}
