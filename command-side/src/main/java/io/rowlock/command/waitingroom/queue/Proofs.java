package io.rowlock.command.waitingroom.queue;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.waitingroom.draw.DrawnList;
import io.rowlock.command.waitingroom.draw.DrawnLists;
import io.rowlock.command.waitingroom.room.Draw;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.fairness.QueueProof;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Brings the lists of those who were drawn out of Redis, to where they outlive it; aside, so that nobody waits for that. */
@Component
class Proofs {
    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);

    private final Steps steps;
    private final DrawnLists lists;
    private final Set<Key> seenTo = ConcurrentHashMap.newKeySet();

    private record Key(ScheduleId schedule, int round) {}

    Proofs(Steps steps, DrawnLists lists) {
        this.steps = steps;
        this.lists = lists;
    }

    /** Returns at once; asked again, it does nothing unless it has failed. */
    void keep(Room room) {
        var key = new Key(room.schedule(), room.round());
        room.draw()
                .filter(_ -> seenTo.add(key))
                .ifPresent(draw -> Thread.ofVirtual()
                        .name("proof-" + room.schedule())
                        .start(() -> {
                            try {
                                bringOut(room, draw);
                            } catch (RuntimeException failed) {
                                LOG.warn("The list of {} is not kept yet: {}", room.schedule(), failed.toString());
                                seenTo.remove(key);
                            }
                        }));
    }

    private void bringOut(Room room, Draw draw) {
        int places = Math.toIntExact(draw.places());
        if (lists.of(room.schedule(), room.round()).places() >= places) {
            return; // another instance has done it
        }
        var digest = QueueProof.firstDigest(room.schedule().value(), room.round());
        for (int first = 0; first < places; first += DrawnList.PART) {
            var receipts = steps.buyersFrom(room, first, Math.min(DrawnList.PART, places - first)).stream()
                    .map(buyer -> QueueProof.receipt(room.schedule().value(), room.round(), buyer))
                    .toList();
            for (var receipt : receipts) {
                digest = QueueProof.nextDigest(digest, receipt);
            }
            lists.write(room.schedule(), room.round(), first, receipts);
        }
        if (!digest.equals(draw.listDigest())) {
            LOG.error("The list of {} is not the one that was drawn; its proof will say so", room.schedule());
        }
    }
}
