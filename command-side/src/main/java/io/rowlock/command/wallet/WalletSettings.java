package io.rowlock.command.wallet;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whether and how much buyers may put into their wallets, in the currency's minor unit.
 *
 * @param chargingEnabled charging takes money from nobody, so it is for trying things out
 */
@ConfigurationProperties("rowlock.wallet")
record WalletSettings(boolean chargingEnabled, long mostPerCharge, long mostInAll) {
    WalletSettings {
        if (mostPerCharge < 1) {
            throw new IllegalArgumentException(
                    "rowlock.wallet.most-per-charge must be at least 1, was " + mostPerCharge);
        }
        // Far enough from the largest number that refunds on top of it cannot overflow.
        if (mostInAll < mostPerCharge || mostInAll > Long.MAX_VALUE / 4) {
            throw new IllegalArgumentException(
                    "rowlock.wallet.most-in-all must be at least most-per-charge and at most " + Long.MAX_VALUE / 4
                            + ", was " + mostInAll);
        }
    }
}
