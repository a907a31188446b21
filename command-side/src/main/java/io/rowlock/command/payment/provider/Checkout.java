package io.rowlock.command.payment.provider;

/** What a buyer's page needs to go and pay: each provider has a record of its own, and its fields are the answer's. */
public interface Checkout {}
