package io.rowlock.command.waitingroom.draw;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.Instance;
import java.util.ArrayDeque;
import java.util.Deque;

/** Somebody who reads lists so slowly that every turn an instance has is taken. */
public final class HandingOut implements AutoCloseable {
    private final Deque<ProofDesk.Proof> taken = new ArrayDeque<>();

    public HandingOut(Instance instance, ScheduleId evening) {
        int turns = instance.part(ListSettings.class).atOnce();
        while (taken.size() < turns) {
            taken.add(instance.part(ProofDesk.class).proof(evening, null));
        }
    }

    @Override
    public void close() {
        taken.forEach(ProofDesk.Proof::close);
    }
}
