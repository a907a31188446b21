package io.rowlock.command.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Sees to it, before the first request, that the accounts named in the settings are there. */
@Component
class SeededAccounts implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(SeededAccounts.class);

    private final IdentitySettings settings;
    private final FrontDesk desk;

    SeededAccounts(IdentitySettings settings, FrontDesk desk) {
        this.settings = settings;
        this.desk = desk;
    }

    /** An e-mail that has an account keeps it as it is: at the second start, or when another instance was faster. */
    @Override
    public void afterSingletonsInstantiated() {
        for (var seeded : settings.seededAccounts()) {
            try {
                var userId = desk.register(seeded.email(), seeded.password(), seeded.name(), seeded.roles());
                LOG.info("Seeded {} with {}", userId, seeded.roles());
            } catch (IdentityRefused alreadyThere) {
                LOG.debug("A seeded account is there already");
            }
        }
    }
}
