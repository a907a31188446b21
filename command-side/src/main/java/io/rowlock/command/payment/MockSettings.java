package io.rowlock.command.payment;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Whether seats can be had for no money, which is for trying things out. */
@ConfigurationProperties("rowlock.payment.mock")
record MockSettings(boolean enabled) {}
