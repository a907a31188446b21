package io.rowlock.command.waitingroom.queue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.waitingroom.draw.DrawnList;
import io.rowlock.command.waitingroom.draw.DrawnLists;
import io.rowlock.command.waitingroom.draw.ListKeeping;
import io.rowlock.command.waitingroom.room.Draw;
import io.rowlock.command.waitingroom.room.DrawRound;
import io.rowlock.fairness.QueueProof;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Brings the lists of those who were drawn out of Redis, to where they outlive it; aside, so that nobody waits for that. */
@Component
class Proofs implements ListKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);
    private static final int REMEMBERED = 10_000;

    private final Steps steps;
    private final DrawnLists lists;
    private final Cache<Key, Outcome> outcomes =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private record Key(ScheduleId schedule, int round) {}

    /** What came of it; nothing yet, while it is under way. */
    private enum Outcome {
        SEEN_TO,
        LOST
    }

    Proofs(Steps steps, DrawnLists lists) {
        this.steps = steps;
        this.lists = lists;
    }

    @Override
    public boolean keep(DrawRound round) {
        var key = new Key(round.schedule(), round.number());
        var known = round.draw().isPresent() ? outcomes.asMap().putIfAbsent(key, Outcome.SEEN_TO) : Outcome.SEEN_TO;
        if (known == null) {
            var draw = round.draw().orElseThrow();
            Thread.ofVirtual().name("proof-" + round.schedule()).start(() -> seeTo(key, draw));
        }
        return known != Outcome.LOST;
    }

    private void seeTo(Key key, Draw draw) {
        try {
            if (!bringOut(key, draw)) {
                outcomes.put(key, Outcome.LOST);
                LOG.warn("The list of round {} of {} is lost", key.round(), key.schedule());
            }
        } catch (RuntimeException failed) {
            LOG.warn("The list of {} is not kept yet: {}", key.schedule(), failed.toString());
            outcomes.invalidate(key);
        }
    }

    private boolean bringOut(Key key, Draw draw) {
        int places = Math.toIntExact(draw.places());
        if (lists.of(key.schedule(), key.round()).places() >= places) {
            return true; // another instance has done it
        }
        var digest = QueueProof.firstDigest(key.schedule().value(), key.round());
        for (int first = 0; first < places; first += DrawnList.PART) {
            var buyers = steps.buyersFrom(key.schedule(), key.round(), first, Math.min(DrawnList.PART, places - first));
            if (buyers.isEmpty()) {
                return false;
            }
            var receipts = buyers.get().stream()
                    .map(buyer -> QueueProof.receipt(key.schedule().value(), key.round(), buyer))
                    .toList();
            for (var receipt : receipts) {
                digest = QueueProof.nextDigest(digest, receipt);
            }
            lists.write(key.schedule(), key.round(), first, receipts);
        }
        if (!digest.equals(draw.listDigest())) {
            LOG.error("The list of {} is not the one that was drawn; its proof will say so", key.schedule());
        }
        return true;
    }
}
