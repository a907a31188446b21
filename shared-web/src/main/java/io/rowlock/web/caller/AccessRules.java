package io.rowlock.web.caller;

/** An app's (or a feature's) own rules of who may call what. Whatever is served and named by none of them is denied. */
@FunctionalInterface
public interface AccessRules {
    void nameThemTo(Access access);
}
