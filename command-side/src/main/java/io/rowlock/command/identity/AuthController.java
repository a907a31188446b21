package io.rowlock.command.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The way in, for anyone. */
@RestController
@RequestMapping(AuthController.ADDRESS)
class AuthController {
    static final String ADDRESS = "/api/auth";

    /** The longest an address can be, by RFC 5321. */
    private static final int LONGEST_EMAIL = 254;

    private static final int LONGEST_NAME = 100;

    /** Far more than any password or token of ours has, and little enough to look at. */
    private static final int LONGEST_SECRET = 1_000;

    private final FrontDesk desk;

    AuthController(FrontDesk desk) {
        this.desk = desk;
    }

    record SignUp(
            @NotBlank @Email @Size(max = LONGEST_EMAIL) String email,

            @NotNull @Size(min = Passwords.LEAST_CHARACTERS) @AtMostBytes(Passwords.MOST_BYTES)
            String password,

            @NotBlank
            @Size(max = LONGEST_NAME)
            @Pattern(regexp = "\\P{Cntrl}*", message = "must have no control characters")
            String name) {
        /** Nothing personal, in whatever log this is printed. */
        @Override
        public String toString() {
            return "SignUp[]";
        }
    }

    record SignedUp(UserId userId) {}

    record LogIn(
            @NotBlank @Size(max = LONGEST_SECRET) String email,
            @NotNull @Size(max = LONGEST_SECRET) String password) {
        /** Nothing personal, in whatever log this is printed. */
        @Override
        public String toString() {
            return "LogIn[]";
        }
    }

    record HeldToken(@NotBlank @Size(max = LONGEST_SECRET) String refreshToken) {
        /** Nothing secret, in whatever log this is printed. */
        @Override
        public String toString() {
            return "HeldToken[]";
        }
    }

    record Tokens(String accessToken, String refreshToken, long expiresIn, String tokenType) {
        static Tokens of(FrontDesk.LetIn letIn) {
            return new Tokens(letIn.accessToken(), letIn.refreshToken().text(), letIn.expiresInSeconds(), "Bearer");
        }
    }

    @PostMapping("/signup")
    @ResponseStatus(HttpStatus.CREATED)
    SignedUp signUp(@RequestBody @Valid SignUp person) {
        return new SignedUp(desk.signUp(person.email(), person.password(), person.name()));
    }

    @PostMapping("/login")
    Tokens logIn(@RequestBody @Valid LogIn credentials) {
        return Tokens.of(desk.logIn(credentials.email(), credentials.password()));
    }

    @PostMapping("/refresh")
    Tokens refresh(@RequestBody @Valid HeldToken token) {
        return Tokens.of(desk.refresh(token.refreshToken()));
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(@RequestBody @Valid HeldToken token) {
        desk.logOut(token.refreshToken());
    }
}
