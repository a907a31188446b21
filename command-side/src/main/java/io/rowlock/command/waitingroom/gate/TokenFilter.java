package io.rowlock.command.waitingroom.gate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Hands over the token that a request brings, and judges nothing: that is the gate's. */
final class TokenFilter extends OncePerRequestFilter {
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(ShownToken.HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            ScopedValue.where(ShownToken.BY_THE_CALLER, request.getHeader(ShownToken.HEADER))
                    .call(() -> {
                        chain.doFilter(request, response);
                        return request;
                    });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e); // there is no other kind, but the compiler cannot know
        }
    }
}
