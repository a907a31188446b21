package io.rowlock.command.platform;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** Makes marks for new things: 80 bits of chance in 16 letters that are easy to read out. */
@Component
public class Marks {
    private static final char[] LETTERS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int LENGTH = 16;

    private final SecureRandom chance = new SecureRandom();

    public String next() {
        var mark = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            mark.append(LETTERS[chance.nextInt(LETTERS.length)]);
        }
        return mark.toString();
    }
}
