package io.rowlock.command.payment.provider.wire;

import io.rowlock.command.payment.provider.ProviderAway;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a provider answered: good news, or a refusal of its own. What is no answer at all is a {@link ProviderAway}. */
public final class Reply {
    private static final int OK = 200;

    private final String provider;
    private final int status;
    private final byte[] body;
    private final JsonMapper json;

    Reply(String provider, int status, byte[] body, JsonMapper json) {
        this.provider = provider;
        this.status = status;
        this.body = body.clone();
        this.json = json;
    }

    public int status() {
        return status;
    }

    public boolean isOk() {
        return status == OK;
    }

    /** Fields that we do not know are passed over; providers add some every year. */
    public <T> T as(Class<T> type) {
        try {
            return json.readValue(body, type);
        } catch (JacksonException notUnderstood) {
            throw new ProviderAway(
                    "%s answered %d with something that cannot be read".formatted(provider, status), notUnderstood);
        }
    }
}
