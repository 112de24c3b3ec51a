package dev.rollcall.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When two values are the same.
class ComparisonTest {

    @ParameterizedTest(name = "{0}: {1} and {2} are the same: {3}")
    @CsvSource({
        "email, Siti@Contoh.co.id, siti@contoh.CO.ID, true",
        "email, siti@contoh.co.id, siti@contoh.id, false",
        "phone, +62 811-1000, 628111000, true",
        "phone, 0811 1000, 62 811 1000, false",
        "name, '  Siti   Rahma ', Siti Rahma, true",
        "name, 'Siti\u00A0Rahma', 'siti rahma', false",
        "name, 'Jose\u0301', 'Jos\u00E9', true",
        "name, siti, Siti, false",
        "username, Siti, siti, false",
        "employeeId, 0017, 17, false",
        "employeeId, e17, E17, false",
        "organization, Jakarta, jakarta, false"
    })
    void textsAreComparedByTheirAttribute(String attribute, String one, String other, boolean same) {
        Attribute which = Attribute.ofKey(attribute).orElseThrow();

        assertThat(Comparison.same(which, Value.text(one), Value.text(other))).isEqualTo(same);
        assertThat(Comparison.key(which, one).equals(Comparison.key(which, other)))
                .isEqualTo(same);
    }

    @Test
    void setsAreComparedWithoutOrder() {
        assertThat(Comparison.same(Attribute.TAGS, Value.items("b", "a"), Value.items("a", "b")))
                .isTrue();
        assertThat(Comparison.same(Attribute.TAGS, Value.items("a"), Value.items("a", "b")))
                .isFalse();
    }
}
