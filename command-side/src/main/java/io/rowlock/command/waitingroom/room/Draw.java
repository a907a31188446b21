package io.rowlock.command.waitingroom.room;

import io.rowlock.api.waitingroom.RoomEvent.DrawPublished;

/**
 * How a round was drawn, as everybody may know it.
 *
 * @param places how many were drawn
 * @param listDigest stands for all of them in the order in which they came
 */
public record Draw(int round, String seed, long places, String listDigest) {
    static Draw of(DrawPublished published) {
        return new Draw(published.round(), published.seed(), published.places(), published.listDigest());
    }
}
