package dev.rollcall.plan;

import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import java.util.Iterator;
import java.util.Map;

/// The one way to write attributes as JSON: keys in alphabetical order, no white space, only what must be escaped
/// is.
public final class Canonical {

    private Canonical() {}

    public static String json(Attributes attributes) {
        StringBuilder json = new StringBuilder(64).append('{');
        for (Iterator<Map.Entry<String, Value>> entries =
                        attributes.byKey().entrySet().iterator();
                entries.hasNext(); ) {
            Map.Entry<String, Value> entry = entries.next();
            string(json, entry.getKey());
            json.append(':');
            value(json, entry.getValue());
            if (entries.hasNext()) {
                json.append(',');
            }
        }
        return json.append('}').toString();
    }

    private static void value(StringBuilder json, Value value) {
        switch (value) {
            case Value.Text(String text) -> string(json, text);
            case Value.Flag(boolean on) -> json.append(on);
            case Value.Items(var items) -> {
                json.append('[');
                String separator = "";
                for (String item : items) {
                    json.append(separator);
                    string(json, item);
                    separator = ",";
                }
                json.append(']');
            }
        }
    }

    static void string(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
