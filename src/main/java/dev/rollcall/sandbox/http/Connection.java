package dev.rollcall.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// One connection: reads a request, has it answered, writes the reply, until either side closes.
final class Connection implements Runnable {

    private final Socket socket;
    private final Service service;

    Connection(Socket socket, Service service) {
        this.socket = socket;
        this.service = service;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            serve(new RequestReader(socket.getInputStream(), socket.getOutputStream()), socket.getOutputStream());
        } catch (IOException gone) {
            // the client went away, or the server is closing: nobody is left to be told
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(RequestReader requests, OutputStream out) throws IOException, InterruptedException {
        boolean open = true;
        while (open) {
            try {
                Request request = requests.read();
                open = request != null && write(service.reply(request), lasts(request), isHead(request), out);
            } catch (MalformedRequest malformed) {
                Response answer = Response.text(malformed.status(), String.valueOf(malformed.getMessage()));
                out.write(head(answer, false).toByteArray());
                out.write(answer.body());
                open = false;
            }
        }
    }

    private static boolean lasts(Request request) {
        return request.header("connection")
                .map(value -> !value.toLowerCase(Locale.ROOT).contains("close"))
                .orElse(true);
    }

    private static boolean isHead(Request request) {
        return request.method().equals("HEAD");
    }

    private boolean write(Reply reply, boolean lasts, boolean headOnly, OutputStream out)
            throws IOException, InterruptedException {
        return switch (reply) {
            case Reply.Whole(Response response) -> {
                ByteArrayOutputStream whole = head(response, lasts);
                if (!headOnly) {
                    whole.writeBytes(response.body());
                }
                whole.writeTo(out);
                yield lasts;
            }
            case Reply.Slowly(Response response, int bytes, Duration pause) -> {
                head(response, lasts).writeTo(out);
                drip(response.body(), bytes, pause, out);
                yield lasts;
            }
            case Reply.CutOff(Response response, int bytes) -> {
                head(response, lasts).writeTo(out);
                out.write(response.body(), 0, Math.min(bytes, Math.max(0, response.body().length - 1)));
                yield false;
            }
            case Reply.Silent(Duration time) -> {
                Thread.sleep(time);
                yield false;
            }
        };
    }

    private static void drip(byte[] body, int bytes, Duration pause, OutputStream out)
            throws IOException, InterruptedException {
        for (int at = 0; at < body.length; at += bytes) {
            Thread.sleep(pause);
            out.write(body, at, Math.min(bytes, body.length - at));
            out.flush();
        }
    }

    private static ByteArrayOutputStream head(Response response, boolean lasts) {
        var head = new StringBuilder(128);
        head.append("HTTP/1.1 ").append(response.status()).append(' ').append(phrase(response.status()));
        if (!response.contentType().isEmpty()) {
            head.append("\r\nContent-Type: ").append(response.contentType());
        }
        head.append("\r\nContent-Length: ").append(response.body().length);
        for (Response.Header header : response.headers()) {
            head.append("\r\n").append(header.name()).append(": ").append(header.value());
        }
        head.append(lasts ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
        var bytes = new ByteArrayOutputStream(head.length() + response.body().length);
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        return bytes;
    }

    private static String phrase(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Status";
        };
    }
}
