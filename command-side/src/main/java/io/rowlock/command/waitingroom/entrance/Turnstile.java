package io.rowlock.command.waitingroom.entrance;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.platform.redis.Redis;
import io.rowlock.command.platform.redis.Script;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Bounds how often one account, and one address of the network, may enter; many accounts may share an address.
 *
 * <p>Counted in Redis, for all instances together.
 */
@Component
class Turnstile {
    private static final Script TAKE = Script.of("waitingroom/turnstile.lua");

    private static final String LEFT = "account-that-left";

    private final Redis redis;
    private final TurnstileSettings settings;

    Turnstile(Redis redis, TurnstileSettings settings) {
        this.redis = redis;
        this.settings = settings;
    }

    /**
     * What is left of one allowance.
     *
     * @param whose {@code address}, {@code account}, or {@code account-that-left}
     * @param burst how many entries there may be at once
     * @param window how long it takes until so many may be made again
     * @param again how long until one may be made, if none may be now
     * @param full how long until all may be
     */
    record Allowance(
            String whose, boolean granted, int burst, Duration window, long left, Duration again, Duration full) {}

    /** @throws TooManyEntries when one of them has entered too often lately */
    List<Allowance> pass(String address, BuyerId buyer) {
        var perAddress = take("address", settings.perAddress(), Networks.of(address));
        if (!perAddress.granted()) {
            throw new TooManyEntries(List.of(perAddress));
        }
        var perAccount = take("account", settings.perAccount(), buyer.value());
        if (!perAccount.granted()) {
            throw new TooManyEntries(List.of(perAddress, perAccount));
        }
        return List.of(perAddress, perAccount);
    }

    /**
     * For those who ask without having a place, which is the one thing that nothing else bounds.
     *
     * @throws PolledTooSoon when they have done so too often lately
     */
    void mayAsk(BuyerId buyer) {
        var asking = take("asking", settings.asking(), buyer.value());
        if (!asking.granted()) {
            throw new PolledTooSoon(asking.again());
        }
    }

    /** Leaving is always possible; who does it again and again does not come back for a while. */
    void hasLeft(ScheduleId schedule, BuyerId buyer) {
        var _ = take(LEFT, settings.leaving(), schedule + ":" + buyer);
    }

    /** @throws TooManyEntries when this buyer has left this evening too often lately */
    void mayComeBack(ScheduleId schedule, BuyerId buyer) {
        var leaving = ask("look", LEFT, settings.leaving(), schedule + ":" + buyer);
        if (!leaving.granted()) {
            throw new TooManyEntries(List.of(leaving));
        }
    }

    private Allowance take(String whose, TurnstileSettings.Bound bound, String who) {
        return ask("take", whose, bound, who);
    }

    private Allowance ask(String how, String whose, TurnstileSettings.Bound bound, String who) {
        var key = redis.keyPrefix() + "entries:" + whose + ":" + who;
        var told = redis.run(TAKE, List.of(key), bound.every().toMillis(), bound.burst(), how);
        return new Allowance(
                whose,
                told.number(0) == 1,
                bound.burst(),
                bound.every().multipliedBy(bound.burst()),
                told.number(1),
                Duration.ofMillis(told.number(2)),
                Duration.ofMillis(told.number(3)));
    }
}
