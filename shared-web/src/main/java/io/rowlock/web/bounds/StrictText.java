package io.rowlock.web.bounds;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;

/**
 * Refuses text that cannot be stored: PostgreSQL takes no null character, and half a surrogate pair has no UTF-8 form.
 *
 * <p>Here and not in each feature, because what slips through fails far away: in a projection, long after the caller was
 * told that all is well.
 */
final class StrictText extends StringDeserializer {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        var text = super.deserialize(parser, context);
        if (text != null && !storable(text)) {
            throw InvalidFormatException.from(parser, "Text that cannot be stored", text, String.class);
        }
        return text;
    }

    static boolean storable(String text) {
        return text.codePoints()
                .noneMatch(it -> it == 0 || (it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE));
    }
}
