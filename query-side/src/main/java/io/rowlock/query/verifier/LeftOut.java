package io.rowlock.query.verifier;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Which events of these streams a group does without, by the decision of an operator. */
@FunctionalInterface
interface LeftOut {
    Map<String, Set<Long>> of(String group, Collection<String> streams);
}
