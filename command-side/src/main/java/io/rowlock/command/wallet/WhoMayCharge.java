package io.rowlock.command.wallet;

import io.rowlock.web.caller.Access;
import io.rowlock.web.caller.AccessRules;
import io.rowlock.web.caller.Role;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Only buyers have wallets. */
@Component
class WhoMayCharge implements AccessRules {
    @Override
    public void nameThemTo(Access access) {
        access.only(Role.BUYER, HttpMethod.POST, "/api/wallet/charge");
    }
}
