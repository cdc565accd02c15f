package org.carewright.platform.access;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.carewright.platform.secrets.ApplicationSecret;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows guessing down. An attempt is counted before it is made, so that many at once gain nothing, and taken back when it
 * turns out right. Nobody else is ever made to wait: what is counted is a login from one address, not the login.
 */
@Service
class Throttle {

    /** What attempts are counted under. */
    record Bucket(Backoff backoff, String key) {}

    private final ThrottleStore store;
    private final SecretKey hiding;
    private final Clock clock;

    Throttle(ThrottleStore store, ApplicationSecret secret, Clock clock) {
        this.store = store;
        this.hiding = secret.signing("sign-in throttle");
        this.clock = clock;
    }

    /**
     * Counts an attempt under each bucket, or says how long to wait and counts none. The count stands even when the
     * attempt fails and takes back all it did.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<Duration> attempt(List<Bucket> buckets) {
        var now = clock.instant();
        var blocked = buckets.stream()
                .flatMap(bucket -> store.lockBlocked(hide(bucket), now).stream())
                .max(Comparator.naturalOrder());
        if (blocked.isPresent()) {
            return blocked.map(until -> Duration.between(now, until));
        }
        for (var bucket : buckets) {
            var attempts = store.count(hide(bucket), now, now.minus(Backoff.FORGOTTEN_AFTER));
            var wait = bucket.backoff().after(attempts);
            if (wait.isPositive()) {
                store.block(hide(bucket), now.plus(wait));
            }
        }
        return Optional.empty();
    }

    /** The attempt was right: forget the pair's mistakes, and do not count this one against the address. */
    @Transactional
    public void succeeded(List<Bucket> buckets) {
        for (var bucket : buckets) {
            if (bucket.backoff() == Backoff.ADDRESS) {
                store.takeBack(hide(bucket));
            } else {
                store.forget(hide(bucket));
            }
        }
    }

    @Transactional
    public void forgetOld() {
        store.forgetBefore(clock.instant().minus(Backoff.FORGOTTEN_AFTER));
    }

    /** An IPv4 address itself; of an IPv6 address the network part, because the rest is the caller's choice. */
    static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        var bytes = InetAddress.ofLiteral(address).getAddress();
        return HexFormat.of().formatHex(bytes, 0, Math.min(8, bytes.length));
    }

    private byte[] hide(Bucket bucket) {
        return ApplicationSecret.hmac(hiding, (bucket.backoff() + " " + bucket.key()).getBytes(StandardCharsets.UTF_8));
    }
}
