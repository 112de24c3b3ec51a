package dev.rollcall.sandbox.host;

import dev.rollcall.sandbox.http.Response;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One imitated system: its public API, and what only its keeper may see and do.
public interface TenantApi {

    /// Answers a call of the public API.
    Response answer(Call call);

    /// An error as this system would word it, for a fault that was ordered.
    Response trouble(int status);

    /// Refuses every token given out so far.
    void expireTokens();

    /// Its users from that index on, with everything that is known of them.
    ArrayNode users(int from, int most);

    int userCount();

    Optional<ObjectNode> user(String key);

    /// Adds what a file of seeds holds.
    ///
    /// @throws SeedRefused when it does not fit
    void seed(JsonNode seeds);

    /// Changes a user as if somebody had done it by hand; an empty key means any user.
    ///
    /// @return false when there is no such user
    boolean change(String key, ObjectNode set);

    /// Forgets everything, also seeds.
    void clear();

    /// A keeper's call that only this system has.
    default Optional<Response> keeper(String method, String what, JsonNode body) {
        return Optional.empty();
    }
}
