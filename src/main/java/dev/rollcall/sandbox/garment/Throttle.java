package dev.rollcall.sandbox.garment;

import dev.rollcall.sandbox.http.Response;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// So many calls per user and minute of the clock, told in headers as Laravel does. Used under the API's lock.
final class Throttle {

    private final InstantSource clock;
    private final Map<String, Integer> used = new HashMap<>();
    private long minute;

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /// How many calls are left after this one; below 0: this one is too many.
    int left(Session session, int perMinute) {
        if (perMinute == 0) {
            return 0;
        }
        long now = clock.instant().getEpochSecond() / 60;
        if (now != minute) {
            used.clear();
            minute = now;
        }
        return perMinute - used.merge(session.userId(), 1, Integer::sum);
    }

    Response tell(Response response, int perMinute, int left) {
        if (perMinute == 0) {
            return response;
        }
        Response told = response.with("X-RateLimit-Limit", Integer.toString(perMinute))
                .with("X-RateLimit-Remaining", Integer.toString(left));
        long wait = 60 - clock.instant().getEpochSecond() % 60;
        return response.status() == 429 ? told.with("Retry-After", Long.toString(wait)) : told;
    }
}
