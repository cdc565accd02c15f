package org.carewright.platform.access;

import java.util.List;
import java.util.Locale;
import org.carewright.platform.access.SignInOutcome.CodeNeeded;
import org.carewright.platform.access.SignInOutcome.Refused;
import org.carewright.platform.access.SignInOutcome.SignedIn;
import org.carewright.platform.access.SignInOutcome.Wait;
import org.carewright.platform.access.Throttle.Bucket;
import org.carewright.platform.types.UserId;
import org.springframework.stereotype.Service;

/**
 * Signing in: login and password, then a code where the account has a second factor.
 *
 * <p>It takes no transaction over all of it, because hashing a password takes long and connections are few.
 */
@Service
class SignIn {

    private final UserStore users;
    private final SessionStore sessions;
    private final StaffSessions staffSessions;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private final Throttle throttle;

    SignIn(
            UserStore users,
            SessionStore sessions,
            StaffSessions staffSessions,
            Passwords passwords,
            SecondFactor secondFactor,
            Throttle throttle) {
        this.users = users;
        this.sessions = sessions;
        this.staffSessions = staffSessions;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.throttle = throttle;
    }

    SignInOutcome password(String typed, String password, Device device) {
        var login = typed.strip().toLowerCase(Locale.ROOT);
        var buckets = buckets(login, device);
        var wait = throttle.attempt(buckets);
        if (wait.isPresent()) {
            return new Wait(wait.get());
        }
        var account = users.findByLogin(login).filter(Account::active);
        var hash = account.flatMap(found -> users.findPasswordHash(found.id()));
        if (!passwords.match(password, hash) || account.isEmpty()) {
            account.ifPresent(found -> staffSessions.refused(found, "password", device));
            return new Refused();
        }
        throttle.succeeded(buckets);
        return account.get().hasSecondFactor()
                ? new CodeNeeded(account.get().id())
                : new SignedIn(staffSessions.begin(account.get(), device));
    }

    /** @param user whose password was right, a moment ago in the same browser session */
    SignInOutcome code(UserId user, String code, Device device) {
        var buckets = List.of(new Bucket(Backoff.CODE, user.toString()));
        var wait = throttle.attempt(buckets);
        if (wait.isPresent()) {
            return new Wait(wait.get());
        }
        var account = users.find(user).filter(Account::active);
        if (account.isEmpty()) {
            return new Refused();
        }
        if (!secondFactor.accept(user, code)) {
            staffSessions.refused(account.get(), "code", device);
            return new Refused();
        }
        throttle.succeeded(buckets);
        return new SignedIn(staffSessions.begin(account.get(), device));
    }

    /** A known device has a count of its own, so that whoever shares its address cannot make it wait. */
    private List<Bucket> buckets(String login, Device device) {
        if (sessions.isKnown(device.id(), login)) {
            return List.of(new Bucket(Backoff.PAIR, "device " + device.id() + " " + login));
        }
        var network = Throttle.network(device.address());
        return List.of(
                new Bucket(Backoff.PAIR, "address " + network + " " + login), new Bucket(Backoff.ADDRESS, network));
    }
}
