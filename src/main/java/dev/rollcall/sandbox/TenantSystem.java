package dev.rollcall.sandbox;

import dev.rollcall.sandbox.deskhero.DeskheroApi;
import dev.rollcall.sandbox.deskhero.DeskheroOption;
import dev.rollcall.sandbox.garment.GarmentApi;
import dev.rollcall.sandbox.garment.GarmentOption;
import dev.rollcall.sandbox.host.Option;
import dev.rollcall.sandbox.host.Options;
import dev.rollcall.sandbox.host.TenantApi;
import dev.rollcall.sandbox.ruangkerja.RuangkerjaApi;
import dev.rollcall.sandbox.ruangkerja.RuangkerjaOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The systems that the sandbox imitates.
@SuppressWarnings("ImmutableEnumChecker") // the list of options and the maker are never changed
public enum TenantSystem {
    RUANGKERJA(RuangkerjaOption.values(), RuangkerjaApi::new),
    DESKHERO(DeskheroOption.values(), DeskheroApi::new),
    GARMENT(GarmentOption.values(), GarmentApi::new);

    private final Option[] known;
    private final Maker maker;

    TenantSystem(Option[] known, Maker maker) {
        this.known = known;
        this.maker = maker;
    }

    /// The system of that name, as job files write it.
    public static TenantSystem named(String name) {
        for (TenantSystem system : values()) {
            if (system.name().equalsIgnoreCase(name)) {
                return system;
            }
        }
        throw new IllegalArgumentException("Found the system " + name + "; expected ruangkerja, deskhero or garment.");
    }

    /// The options that a tenant of this system has.
    List<Option> known() {
        return List.of(known);
    }

    Options options(Map<String, String> given) {
        return new Options(known, given);
    }

    TenantApi api(Options options, InstantSource clock, long seed) {
        return maker.make(options, clock, seed);
    }

    @FunctionalInterface
    private interface Maker {
        TenantApi make(Options options, InstantSource clock, long seed);
    }
}
