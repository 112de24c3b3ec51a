package dev.rollcall.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrintTest {

    private static final Set<Attribute> ALL = EnumSet.allOf(Attribute.class);

    @Test
    void aUserWhoHasAllThatTheRowWantsHasItsPrint() {
        assertThat(wanted(true, "Siti", "siti@contoh.id")).isEqualTo(had(true, "Siti", "Siti@Contoh.id"));
        assertThat(wanted(null, "Siti", "siti@contoh.id")).isEqualTo(had(true, "Siti", "siti@contoh.id"));
    }

    @Test
    void anyOtherValueOrStatusHasAnotherPrint() {
        Set<Long> prints = new HashSet<>(List.of(
                wanted(true, "Siti", "siti@contoh.id"),
                wanted(false, "Siti", "siti@contoh.id"),
                wanted(true, "siti", "siti@contoh.id"),
                wanted(true, "Siti", "siti@contoh.com"),
                wanted(true, "Siti", null),
                wanted(true, "Siti", ""),
                wanted(true, null, "Siti"),
                wanted(true, "Sitisiti@contoh.id", null)));

        assertThat(prints).hasSize(8);
    }

    @Test
    void whatIsLeftAloneIsLikeWhatTheUserHasNotAndWhatIsClearedIsNot() {
        assertThat(wanted(true, "Siti", null)).isEqualTo(had(true, "Siti", ""));
        assertThat(wanted(true, "Siti", "")).isNotEqualTo(had(true, "Siti", ""));
    }

    @Test
    void ofAnAttributeThatTheExportDoesNotSpeakOfNothingCounts() {
        TenantUser user = user(true, "Siti", "siti@contoh.id");

        assertThat(Print.had(user, Set.of(Attribute.NAME))).isEqualTo(wanted(true, "Siti", null));
    }

    @Test
    void wordsAreToldApartByTheirCells() {
        Set<Long> prints = new HashSet<>(List.of(
                Print.words(null, null, null, null),
                Print.words(List.of(), null, null, null),
                Print.words(null, "", null, null),
                Print.words(List.of("A", "B"), null, null, null),
                Print.words(List.of("AB"), null, null, null),
                Print.words(null, null, List.of("A", "B"), null),
                Print.words(List.of("A"), "B", null, null)));

        assertThat(prints).hasSize(7);
    }

    @Test
    void referencesAreToldApartByTheirIds() {
        Attributes tags = Attributes.of(Attribute.TAGS, Value.items("T1", "T2"));

        assertThat(Print.references(tags, ALL))
                .isEqualTo(Print.references(Attributes.of(Attribute.TAGS, Value.items("T2", "T1")), ALL))
                .isNotEqualTo(Print.references(Attributes.of(Attribute.TAGS, Value.items("T1")), ALL))
                .isNotEqualTo(Print.references(Attributes.of(Attribute.GROUPS, Value.items("T1", "T2")), ALL))
                .isNotEqualTo(Print.references(tags, Set.of(Attribute.ORGANIZATION)));
        assertThat(Print.references(tags, Set.of())).isEqualTo(Print.references(Attributes.NONE, ALL));
    }

    private static long wanted(@Nullable Boolean active, @Nullable String name, @Nullable String email) {
        return Print.wanted(active, name, email, null, null, null);
    }

    private static long had(boolean active, String name, String email) {
        return Print.had(user(active, name, email), ALL);
    }

    private static TenantUser user(boolean active, String name, String email) {
        return new TenantUser(
                new TenantUserId("1"),
                Optional.empty(),
                active,
                new Attributes(Map.of(Attribute.NAME, Value.text(name), Attribute.EMAIL, Value.text(email))),
                false);
    }
}
