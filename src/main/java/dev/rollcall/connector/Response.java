package dev.rollcall.connector;

import java.util.Optional;

/// A response as it came over the wire. Never printed: bodies hold personal data.
public final class Response {

    private final int status;
    private final String contentType;
    private final boolean asksToWait;
    private final Optional<Answer.Wait> retryAfter;
    private final byte[] body;

    Response(int status, String contentType, boolean asksToWait, Optional<Answer.Wait> retryAfter, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.asksToWait = asksToWait;
        this.retryAfter = retryAfter;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public byte[] body() {
        return body;
    }

    public boolean isEmpty() {
        return body.length == 0;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /// Whether the body starts as JSON does; an HTML page, or nothing, does not.
    public boolean looksLikeJson() {
        byte first = first();
        return first == '{' || first == '[' || first == '"';
    }

    private boolean looksLikeAPage() {
        return first() == '<';
    }

    /// The first byte that is no white space; 0 where there is none.
    private byte first() {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
        }
        return 0;
    }

    boolean asksToWait() {
        return asksToWait;
    }

    Optional<Answer.Wait> retryAfter() {
        return retryAfter;
    }

    /// What the status alone says where the body does not: a refusal for 3xx and 4xx, else no readable answer.
    public <T> Answer<T> unreadable() {
        String page = looksLikeAPage() ? ", a web page in its place" : "";
        if (status >= 300 && status < 500 && status != 408) {
            String what = status < 400 ? "sent elsewhere, which is not followed" : "no readable message" + page;
            return new Answer.Refused<>(Integer.toString(status), what, refusal());
        }
        String type = contentType.isEmpty() ? "" : " (" + contentType + ")";
        String what = isSuccess() ? " with a body that cannot be read" : "";
        return new Answer.Lost<>("HTTP " + status + what + page + type);
    }

    /// What a refusing status means by itself.
    public Answer.Refusal refusal() {
        return switch (status) {
            case 403 -> Answer.Refusal.NOT_PERMITTED;
            case 404, 410 -> Answer.Refusal.NOT_FOUND;
            case 413 -> Answer.Refusal.TOO_LARGE;
            default -> Answer.Refusal.OTHER;
        };
    }

    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes";
    }
}
