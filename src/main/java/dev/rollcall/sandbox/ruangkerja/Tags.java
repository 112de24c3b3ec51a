package dev.rollcall.sandbox.ruangkerja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tags of the tenant; no name twice. Used under the register's lock.
final class Tags {

    private final Map<String, Tag> bySerial = new LinkedHashMap<>();
    private final Map<String, Tag> byName = new HashMap<>();
    private final Serials serials;

    Tags(Serials serials) {
        this.serials = serials;
    }

    Tag find(String serial) {
        Tag tag = bySerial.get(serial);
        if (tag == null) {
            throw Refusal.badRequest("tag not found");
        }
        return tag;
    }

    List<Tag> findAll(List<String> wanted) {
        return wanted.stream()
                .distinct()
                .map(serial -> {
                    Tag tag = bySerial.get(serial);
                    if (tag == null) {
                        throw Refusal.badRequest("tag serial " + serial + " not found");
                    }
                    return tag;
                })
                .toList();
    }

    List<Tag> named(String part) {
        return bySerial.values().stream()
                .filter(tag -> tag.name().contains(part))
                .toList();
    }

    List<Tag> all() {
        return new ArrayList<>(bySerial.values());
    }

    Tag create(String name) {
        return create(serials.tag(), name);
    }

    Tag create(String serial, String name) {
        if (byName.containsKey(name)) {
            throw Refusal.tagNameExists();
        }
        var tag = new Tag(serial, name);
        bySerial.put(serial, tag);
        byName.put(name, tag);
        return tag;
    }

    void rename(Tag tag, String name) {
        Tag holder = byName.get(name);
        if (holder != null && !holder.serial().equals(tag.serial())) {
            throw Refusal.tagNameExists();
        }
        byName.remove(tag.name());
        tag.rename(name);
        byName.put(name, tag);
    }

    void delete(Tag tag) {
        bySerial.remove(tag.serial());
        byName.remove(tag.name());
    }

    void clear() {
        bySerial.clear();
        byName.clear();
    }
}
