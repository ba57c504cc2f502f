package io.millrace.objects;

import com.google.re2j.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A glob over whole keys, with the rules of Java's {@code glob:} patterns (Polaris contract, section 7). Keys are plain
 * strings: nothing is normalised, and {@code **} matches line ends too. Matching takes linear time.
 */
public final class KeyGlob {
    private final Pattern pattern;
    private final String literalPrefix;

    private KeyGlob(Pattern pattern, String literalPrefix) {
        this.pattern = pattern;
        this.literalPrefix = literalPrefix;
    }

    /** @throws PatternSyntaxException saying what is wrong, and where */
    public static KeyGlob compile(String glob) {
        GlobTranslator translator = new GlobTranslator(glob);
        Pattern pattern = Pattern.compile(translator.translate(), Pattern.DOTALL);
        return new KeyGlob(pattern, translator.literalPrefix());
    }

    public boolean matches(String key) {
        return pattern.matches(key);
    }

    /** What all matching keys begin with, as far as the text before the first wildcard tells. */
    public String literalPrefix() {
        return literalPrefix;
    }
}
