package io.rowlock.command.identity;

import io.rowlock.web.caller.Caller;
import io.rowlock.web.caller.Role;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a person may see of themselves, and take away again. */
@RestController
@RequestMapping(MeController.ADDRESS)
class MeController {
    static final String ADDRESS = "/api/users/me";

    private final FrontDesk desk;

    MeController(FrontDesk desk) {
        this.desk = desk;
    }

    record Me(UserId userId, String email, String name, List<Role> roles) {
        static Me of(Account account) {
            return new Me(
                    account.userId(),
                    account.email(),
                    account.name(),
                    account.roles().stream().sorted().toList());
        }
    }

    @GetMapping
    Me me(@Caller UserId caller) {
        return Me.of(desk.account(caller));
    }

    /** What they bought stays sold to their id, which from now on leads to nobody. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@Caller UserId caller) {
        desk.erase(caller);
    }
}
