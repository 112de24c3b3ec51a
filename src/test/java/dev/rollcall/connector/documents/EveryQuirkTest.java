package dev.rollcall.connector.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Each of the fifteen traps that the reference lists for these three systems has a test with its number.
class EveryQuirkTest {

    private static final Pattern NUMBER = Pattern.compile("quirk(\\d\\d)[A-Z].*");
    private static final int QUIRKS = 15;

    @Test
    void hasATestWithItsNumber() {
        var numbers = new TreeSet<Integer>();
        for (Class<?> tests :
                List.of(RuangkerjaDocumentsTest.class, DeskheroDocumentsTest.class, GarmentDocumentsTest.class)) {
            for (Method method : tests.getDeclaredMethods()) {
                Matcher number = NUMBER.matcher(method.getName());
                if (number.matches()) {
                    numbers.add(Integer.parseInt(number.group(1)));
                }
            }
        }
        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, QUIRKS).boxed().toList());
    }
}
