package io.rowlock.command.wallet;

import io.rowlock.web.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How the refusals of wallets read. */
@RestControllerAdvice
class WalletProblems {
    @ExceptionHandler
    ProblemDetail refused(WalletRefused refusal) {
        return Problems.refused(
                HttpStatus.CONFLICT,
                refusal.reason(),
                switch (refusal.reason()) {
                    case CHARGE_OUT_OF_BOUNDS -> "A wallet is not charged with so little or so much at once.";
                    case WALLET_FULL -> "With this, the wallet would hold more than it may.";
                    case BALANCE_TOO_LOW -> "There is not enough in the wallet.";
                    case CURRENCY_DIFFERS -> "The wallet holds another currency.";
                });
    }
}
