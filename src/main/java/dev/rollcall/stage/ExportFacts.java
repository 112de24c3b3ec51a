package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.source.csv.Layout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What was understood of an export's form, as far as it was read.
///
/// @param bytes of the file as it was dropped
/// @param sha256 of the same bytes, in hexadecimal
/// @param charset empty where the file was refused before it was known
/// @param delimiter the character; empty where it was not found
/// @param header the header's cells as they stood; empty without a header
/// @param mapped attribute -> the headers it is read from (positions such as `3` without a header)
/// @param unmapped headers that no attribute is read from
public record ExportFacts(
        long bytes,
        String sha256,
        String charset,
        String delimiter,
        List<String> header,
        Map<Attribute, List<String>> mapped,
        List<String> unmapped) {

    public ExportFacts {
        header = List.copyOf(header);
        mapped = Map.copyOf(mapped);
        unmapped = List.copyOf(unmapped);
    }

    public static ExportFacts unread(long bytes, String sha256) {
        return new ExportFacts(bytes, sha256, "", "", List.of(), Map.of(), List.of());
    }

    ExportFacts withCharset(String name) {
        return new ExportFacts(bytes, sha256, name, delimiter, header, mapped, unmapped);
    }

    ExportFacts withLayout(Layout layout) {
        return new ExportFacts(
                bytes, sha256, charset, String.valueOf(layout.delimiter()), layout.header(), mapped, unmapped);
    }

    ExportFacts withMapping(Map<Attribute, List<String>> columns, List<String> others) {
        return new ExportFacts(bytes, sha256, charset, delimiter, header, columns, others);
    }

    /// What a later export of the job must have too to be proven: give it back as the baseline's columns.
    public Set<String> columnKeys() {
        Set<String> keys = new TreeSet<>();
        mapped.keySet().forEach(attribute -> keys.add(attribute.key()));
        return keys;
    }
}
