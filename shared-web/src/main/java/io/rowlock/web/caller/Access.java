package io.rowlock.web.caller;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Collects who may call what. Where two rules name one address, the first counts. */
public final class Access {
    /** Who is let in by a rule. */
    sealed interface Who {
        record Anyone() implements Who {}

        record AnyCaller() implements Who {}

        record Only(Set<Role> roles) implements Who {}
    }

    record Rule(HttpMethod method, PathPattern addresses, Who who) {
        boolean concerns(HttpMethod asked, PathContainer address) {
            return method.equals(asked) && addresses.matches(address);
        }
    }

    private final List<Rule> rules = new ArrayList<>();

    /** Open: a token that comes along is not even looked at, so that an expired one does no harm. */
    public Access anyone(HttpMethod method, String... patterns) {
        return add(new Who.Anyone(), method, patterns);
    }

    /** Whoever brings a good token. */
    public Access anyCaller(HttpMethod method, String... patterns) {
        return add(new Who.AnyCaller(), method, patterns);
    }

    public Access only(Role role, HttpMethod method, String... patterns) {
        return add(new Who.Only(Set.of(role)), method, patterns);
    }

    /** Whoever is one of these. */
    public Access anyOf(Set<Role> roles, HttpMethod method, String... patterns) {
        return add(new Who.Only(Set.copyOf(roles)), method, patterns);
    }

    private Access add(Who who, HttpMethod method, String... patterns) {
        Arrays.stream(patterns)
                .map(PathPatternParser.defaultInstance::parse)
                .forEach(it -> rules.add(new Rule(method, it, who)));
        return this;
    }

    /** Who may call this; empty where no rule names it. What can be read with GET can be asked about with HEAD. */
    Optional<Who> whoMay(HttpMethod method, String address) {
        var asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
        var path = PathContainer.parsePath(address);
        return rules.stream()
                .filter(it -> it.concerns(asked, path))
                .map(Rule::who)
                .findFirst();
    }

    /** For the OpenAPI document, which names addresses by their patterns. */
    public boolean openToAnyone(HttpMethod method, String address) {
        return whoMay(method, address).filter(Who.Anyone.class::isInstance).isPresent();
    }
}
