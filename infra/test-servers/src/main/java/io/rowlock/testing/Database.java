package io.rowlock.testing;

/** A database that belongs to one test class, and how to connect to it. */
public record Database(String url, String user, String password) {}
