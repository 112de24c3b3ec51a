package dev.rollcall.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A job file as it is written: what stands where, before it means anything.
sealed interface Tree {

    Place place();

    /// Line and column, both from 1.
    record Place(int line, int column) {
        static final Place START = new Place(1, 1);
    }

    /// @param text with `${…}` filled in, except where a secret stands
    /// @param written as the file has it
    record Scalar(Place place, String text, String written, Kind kind) implements Tree {}

    /// What a bare word is by the YAML 1.2 core schema; `no` and `0012` are texts.
    enum Kind {
        TEXT,
        INTEGER,
        NUMBER,
        FLAG,
        NOTHING
    }

    record Mapping(Place place, SequencedMap<String, Entry> entries) implements Tree {
        public Mapping {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }

        /// Stands for a block that is not there, at the place of the block around it.
        static Mapping empty(Place place) {
            return new Mapping(place, new LinkedHashMap<>());
        }
    }

    /// @param key where the key stands
    record Entry(Place key, Tree value) {}

    record Items(Place place, List<Tree> items) implements Tree {
        public Items {
            items = List.copyOf(items);
        }
    }
}
