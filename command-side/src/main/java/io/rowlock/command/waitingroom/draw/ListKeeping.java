package io.rowlock.command.waitingroom.draw;

import io.rowlock.command.waitingroom.room.DrawRound;

/** Brings the list of a round that was drawn to where it is handed out from. */
@FunctionalInterface
public interface ListKeeping {
    /**
     * Returns at once, and sees to it aside; asked again, it does nothing unless it has failed.
     *
     * @return false where the list was looked for, and is lost
     */
    boolean keep(DrawRound round);
}
