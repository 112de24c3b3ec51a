package dev.rollcall.sandbox.ruangkerja;

import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.ABSENT;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.EMPTY_PAGES;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.PAGE_SIZE_OVER;

import dev.rollcall.sandbox.host.Call;
import dev.rollcall.sandbox.host.Json;
import dev.rollcall.sandbox.host.Options;
import dev.rollcall.sandbox.host.PageOf;
import dev.rollcall.sandbox.http.Request;
import dev.rollcall.sandbox.http.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Lists page by page (pages find-users and find-tags), written from the kept bytes of each item.
final class UserPages {

    private static final int MOST = 100;

    private final Options options;

    UserPages(Options options) {
        this.options = options;
    }

    /// The users that the query asks for, in the order in which they came.
    List<Member> matching(Request request, Register register) {
        Optional<String> id = request.parameter("employeeID").filter(text -> !text.isEmpty());
        Optional<String> active = request.parameter("isActive").filter(text -> !text.isEmpty());
        String name = request.parameter("name").orElse("");
        String email = request.parameter("email").orElse("").toLowerCase(Locale.ROOT);
        String phone = request.parameter("phone").orElse("");
        if (active.filter(word -> !word.equals("true") && !word.equals("false")).isPresent()) {
            throw Refusal.badRequest("isActive must be a boolean");
        }
        List<Member> members =
                id.map(wanted -> register.find(wanted).stream().toList()).orElseGet(register::all);
        if (active.isEmpty() && name.isEmpty() && email.isEmpty() && phone.isEmpty()) {
            return members;
        }
        return members.stream()
                .filter(member -> active.isEmpty() || member.active == Boolean.parseBoolean(active.get()))
                .filter(member -> member.name.contains(name)
                        && member.email.toLowerCase(Locale.ROOT).contains(email)
                        && member.phone.contains(phone))
                .toList();
    }

    Response users(Call call, List<Member> members) {
        String absent = options.text(ABSENT);
        return page(call, members, member -> member.json(absent));
    }

    Response tags(Call call, List<Tag> tags) {
        return page(
                call,
                tags,
                tag -> Json.bytes(Json.object().put("name", tag.name()).put("serial", tag.serial())));
    }

    private <T> Response page(Call call, List<T> all, Function<T, byte[]> json) {
        int page = number(call.request(), "page");
        int size = number(call.request(), "pageSize");
        if (size > MOST && options.is(PAGE_SIZE_OVER, "refuse")) {
            throw Refusal.badRequest("pageSize maximum is 100");
        }
        int length = Math.min(size, MOST);
        PageOf<T> cut = PageOf.cut(all, page, length, call.pageFault());
        int pages = Math.max(cut.pages(length), options.number(EMPTY_PAGES));
        var body = new ByteArrayOutputStream(256 + 512 * cut.items().size());
        body.writeBytes(ascii("{\"status\":\"success\",\"message\":\"Success\",\"data\":{\"currentPage\":" + page
                + ",\"totalItems\":" + cut.total() + ",\"totalPage\":" + pages + ",\"items\":["));
        for (int i = 0; i < cut.items().size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(json.apply(cut.items().get(i)));
        }
        body.writeBytes(ascii("]}}"));
        return Response.json(200, body.toByteArray());
    }

    private static int number(Request request, String name) {
        String given = request.parameter(name).orElseThrow(() -> Refusal.badRequest(name + " is required"));
        if (!given.matches("[0-9]{1,8}") || Integer.parseInt(given) < 1) {
            throw Refusal.badRequest(name + " must be a number from 1");
        }
        return Integer.parseInt(given);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
