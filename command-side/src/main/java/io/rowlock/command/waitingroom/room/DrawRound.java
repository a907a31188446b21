package io.rowlock.command.waitingroom.room;

import io.rowlock.api.catalogue.ScheduleId;
import java.time.Instant;
import java.util.Optional;

/**
 * One round of a room as everybody may know it, also when its places are lost since: what was promised can be checked all
 * the same.
 *
 * @param number counts from 1
 * @param opensAt when it was, or was to be, drawn
 * @param draw how it was drawn, if it was
 */
public record DrawRound(ScheduleId schedule, int number, Instant opensAt, String commitment, Optional<Draw> draw) {}
