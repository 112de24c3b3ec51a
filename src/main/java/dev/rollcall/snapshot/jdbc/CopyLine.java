package dev.rollcall.snapshot.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.Print;
import dev.rollcall.person.TenantUser;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// Writes users as lines of COPY's text format.
final class CopyLine {
    static final String COLUMNS =
            "run_id, remote_id, employee_id, active, untouchable, name, name_key, email, email_key,"
                    + " phone, phone_key, username, tags, organization, groups, roles, membership_type, values_print,"
                    + " references_print";

    private final StringBuilder out;
    private boolean first = true;

    private CopyLine(StringBuilder out) {
        this.out = out;
    }

    /// @param mapped the attributes that the export speaks of
    static void append(StringBuilder out, long runId, TenantUser user, Set<Attribute> mapped) {
        Attributes a = user.attributes();
        new CopyLine(out)
                .text(Long.toString(runId))
                .text(user.id().value())
                .text(user.employeeId().map(id -> id.value()).orElse(null))
                .text(user.active() ? "t" : "f")
                .text(user.untouchable() ? "t" : "f")
                .keyed(Attribute.NAME, a)
                .keyed(Attribute.EMAIL, a)
                .keyed(Attribute.PHONE, a)
                .text(a.text(Attribute.USERNAME))
                .set(a.items(Attribute.TAGS))
                .text(a.text(Attribute.ORGANIZATION))
                .set(a.items(Attribute.GROUPS))
                .set(a.items(Attribute.ROLES))
                .text(a.text(Attribute.MEMBERSHIP_TYPE))
                .text(Long.toString(Print.had(user, mapped)))
                .text(Long.toString(Print.references(a, mapped)));
        out.append('\n');
    }

    private CopyLine keyed(Attribute attribute, Attributes attributes) {
        String value = attributes.text(attribute);
        String key = Comparison.key(attribute, value);
        return text(value).text(key.equals(value) ? null : key);
    }

    private CopyLine text(@Nullable String value) {
        separate();
        if (value == null) {
            out.append("\\N");
        } else {
            escaped(value);
        }
        return this;
    }

    private CopyLine set(SortedSet<String> items) {
        separate();
        if (items.isEmpty()) {
            out.append("{}");
            return this;
        }
        var array = new StringBuilder("{");
        for (String item : items) {
            array.append(array.length() > 1 ? "," : "")
                    .append('"')
                    .append(item.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        escaped(array.append('}').toString());
        return this;
    }

    private void separate() {
        if (!first) {
            out.append('\t');
        }
        first = false;
    }

    /// PostgreSQL's text knows no NUL; it is left out.
    private void escaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\0' -> {}
                default -> out.append(c);
            }
        }
    }
}
