package io.rowlock.command.identity;

import io.rowlock.web.caller.Role;
import java.util.Set;

/** What is known of a person. Only here: the log knows the id and nothing else. */
record Account(UserId userId, String email, String name, String passwordHash, Set<Role> roles) {
    Account {
        roles = Set.copyOf(roles);
    }

    /** Says nothing that does not belong into a log file. */
    @Override
    public String toString() {
        return "Account[" + userId + "]";
    }
}
