package org.carewright.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.carewright.platform.types.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** What is kept for a browser: its number, in whose name it acts, and how far a sign-in has come. */
@Component
class BrowserSession {

    private static final String DEVICE_COOKIE = "carewright-device";
    private static final Duration DEVICE_KEPT = Duration.ofDays(90);
    private static final String AWAITING_CODE = "awaiting-code";

    /** How long the code may take after the password. */
    private static final int CODE_SECONDS = 300;

    private final RequestCache requests;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    BrowserSession(RequestCache requests) {
        this.requests = requests;
    }

    Device device(HttpServletRequest request) {
        var userAgent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
        var id = deviceId(request).orElseGet(UUID::randomUUID);
        return Device.of(id, request.getRemoteAddr(), userAgent);
    }

    private static Optional<UUID> deviceId(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, DEVICE_COOKIE);
        try {
            return cookie == null ? Optional.empty() : Optional.of(UUID.fromString(cookie.getValue()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Acts for a staff session from now on, under a new session cookie.
     *
     * @return the path the person wanted before she had to sign in
     */
    String begin(HttpServletRequest request, HttpServletResponse response, UUID session, Device device) {
        var wanted = wanted(requests.getRequest(request, response));
        request.getSession().invalidate();
        request.getSession(true);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                session.toString(), "", AuthorityUtils.createAuthorityList("STAFF")));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie(device, request.isSecure()).toString());
        return wanted;
    }

    private static String wanted(@Nullable SavedRequest saved) {
        if (saved == null) {
            return "/";
        }
        var uri = URI.create(saved.getRedirectUrl());
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private static ResponseCookie cookie(Device device, boolean secure) {
        return ResponseCookie.from(DEVICE_COOKIE, device.id().toString())
                .path("/")
                .maxAge(DEVICE_KEPT)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .build();
    }

    void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Remembers that the password was right and the code is still to come; under a new cookie, as any step up. */
    void awaitCode(HttpServletRequest request, UserId user) {
        request.getSession();
        request.changeSessionId();
        request.getSession().setAttribute(AWAITING_CODE, user.toString());
        request.getSession().setMaxInactiveInterval(CODE_SECONDS);
    }

    Optional<UserId> awaitingCode(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(AWAITING_CODE) instanceof String user
                ? Optional.of(UserId.of(user))
                : Optional.empty();
    }

    /** The staff session this request belongs to. */
    UUID current() {
        return UUID.fromString(
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication())
                        .getName());
    }
}
