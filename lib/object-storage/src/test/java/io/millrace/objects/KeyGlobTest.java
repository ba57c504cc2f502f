package io.millrace.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyGlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "penguins/*.json penguins/a.json",
                "**.json a.json",
                "**.json penguins/a.json",
                "**/*.json penguins/a.json",
                "a?.csv ab.csv",
                "[!a-c]x dx",
                "[a-c]x bx",
                "{a,b*}.gz bcd.gz",
                "{a,b*}.gz a.gz",
                "[*]x *x",
                "[?]x ?x",
                "[\\]x \\x",
                "\\*x *x",
                "\\{a} {a}",
                "*.json .json",
                "** a/.b/c",
                "{penguins,seals}/** seals/x/y",
                "[a-]x -x",
                "[-a]x -x",
                "[^a]x ^x",
                "[^a]x ax",
                "[!-a]x bx",
                "[+-9]x 5x",
                "a,b a,b",
                "{a,}b b",
                "{a,}b ab",
                "a} a}",
                "😀? 😀😀",
                "(a|b).$^ (a|b).$^",
            })
    void aPatternMatches(String glob, String key) {
        assertThat(KeyGlob.compile(glob).matches(key)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "penguins/*.json penguins/x/a.json",
                "penguins/*.json old/penguins/a.json",
                "penguins/*.json penguins/a.json.gz",
                "**/*.json a.json",
                "a?.csv a/.csv",
                "[!a-c]x bx",
                "[!a]x /x",
                "[+-9]x /x",
                "{a,b*}.gz c.gz",
                "[*]x ax",
                "\\*x ax",
                "[!-a]x -x",
                "a.c abc",
                "a A",
            })
    void aPatternDoesNotMatch(String glob, String key) {
        assertThat(KeyGlob.compile(glob).matches(key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[a", "[", "{a", "{a,{b}}", "a\\", "[a/b]", "[b-a]", "[--a]", "[a-c-e]", "[a-", "[]", "[!]"})
    void aMalformedPatternIsRefusedWithTheReason(String glob) {
        assertThatThrownBy(() -> KeyGlob.compile(glob))
                .isInstanceOf(PatternSyntaxException.class)
                .hasMessageContaining(glob);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "penguins/*.json penguins/",
                "penguins/adelaide.json penguins/adelaide.json",
                "pen{a,b} pen",
                "p[a]x p",
                "p?x p",
                "a\\*b*c a*b",
            })
    void theLiteralPrefixIsEverythingBeforeTheFirstWildcard(String glob, String prefix) {
        assertThat(KeyGlob.compile(glob).literalPrefix()).isEqualTo(prefix);
    }

    @Test
    void aPatternThatBeginsWithAWildcardHasNoLiteralPrefix() {
        assertThat(KeyGlob.compile("**.json").literalPrefix()).isEmpty();
    }

    /** Java's own matcher is the contract wherever a key is also a normal path. */
    @Test
    void generatedPatternsMatchWhatJavaMatches() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int matches = 0;
        for (int i = 0; i < 50_000; i++) {
            String glob = glob(random);
            String key = key(random);
            boolean expected =
                    FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(key));
            matches += expected ? 1 : 0;

            assertThat(KeyGlob.compile(glob).matches(key))
                    .as("seed %s: %s ~ %s", seed, glob, key)
                    .isEqualTo(expected);
        }
        assertThat(matches).as("matches, seed %s", seed).isGreaterThan(1000);
    }

    private static String glob(Random random) {
        StringBuilder glob = new StringBuilder();
        for (int pieces = 1 + random.nextInt(4); pieces > 0; pieces--) {
            glob.append(random.nextInt(6) == 0 ? group(random) : piece(random));
        }
        return glob.toString();
    }

    private static String group(Random random) {
        return "{" + piece(random) + "," + piece(random) + piece(random) + "}";
    }

    private static String piece(Random random) {
        String[] pieces = {
            "a", "b", ".", "*", "**", "?", "/", "[ab]", "[!a]", "[a-c]", "[^a]", "[-a]", "[!-b]", "[.-a]", "[a&&b]",
            "[*?]", "\\*", "\\[", "-", "^", "+", "[!a-b.]", "[\\]", "(", "$"
        };
        return pieces[random.nextInt(pieces.length)];
    }

    private static String key(Random random) {
        String letters = "aabbc.*?-^+&\\[($!";
        StringBuilder key = new StringBuilder();
        for (int length = 1 + random.nextInt(4); length > 0; length--) {
            boolean slash = length > 1 && !key.isEmpty() && key.charAt(key.length() - 1) != '/';
            key.append(slash && random.nextInt(4) == 0 ? '/' : letters.charAt(random.nextInt(letters.length())));
        }
        return key.toString();
    }
}
