package org.carewright.platform.access;

import java.net.URLEncoder;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.secrets.ApplicationSecret;
import org.carewright.platform.secrets.Sealed;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.UserId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Codes from an authenticator app, and the recovery codes for when the phone is lost. */
@Service
class SecondFactor {

    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_CODE_BYTES = 10;

    private final SecureRandom random = new SecureRandom();
    private final UserStore store;
    private final Audit audit;
    private final Clock clock;
    private final SecretKey encryption;
    private final SecretKey hashing;

    SecondFactor(UserStore store, Audit audit, Clock clock, ApplicationSecret secret) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.encryption = secret.encryption("second factor");
        this.hashing = secret.signing("recovery code");
    }

    /**
     * A secret that an app may be paired with; nothing is kept until {@link #enrol} confirms it.
     *
     * @param sealed to be handed back with the code; only the same user's sealed secret opens
     * @param secret as people type it where no camera reads the picture
     * @param picture what the app scans
     */
    record Offer(String sealed, String secret, QrCodeSvg picture) {}

    Offer offer(Actor actor) {
        var secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        return offer(actor, seal("offer " + actor.user(), secret), secret);
    }

    /** The same offer again, after a mistyped code; a new one if this is none of the actor's. */
    Offer offer(Actor actor, String sealed) {
        return open("offer " + actor.user(), sealed)
                .map(secret -> offer(actor, sealed, secret))
                .orElseGet(() -> offer(actor));
    }

    private Offer offer(Actor actor, String sealed, byte[] secret) {
        var account = store.find(actor.user()).orElseThrow(() -> new NotFound("account"));
        var text = Base32.encode(secret);
        var label = URLEncoder.encode(account.login(), StandardCharsets.UTF_8);
        var uri = "otpauth://totp/Carewright:" + label + "?secret=" + text + "&issuer=Carewright";
        return new Offer(sealed, text.replaceAll("(.{4})(?=.)", "$1 "), QrCodeSvg.of(uri));
    }

    private String seal(String owner, byte[] secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sealed.seal(encryption, owner, secret));
    }

    private Optional<byte[]> open(String owner, String sealed) {
        try {
            return Optional.of(
                    Sealed.open(encryption, owner, Base64.getUrlDecoder().decode(sealed)));
        } catch (IllegalArgumentException | IllegalStateException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /**
     * Turns the second factor on.
     *
     * @param sealed of the offer that the app was paired with
     * @param code what the app shows now, which proves it
     * @return the recovery codes, shown this once
     * @throws Invalid if the code is wrong
     */
    @Transactional
    public List<String> enrol(Actor actor, String sealed, String code) {
        var secret = open("offer " + actor.user(), sealed).orElseThrow(SecondFactor::wrongCode);
        var step = Totp.match(secret, digits(code), clock.instant(), 0);
        if (step.isEmpty()) {
            throw wrongCode();
        }
        var codes = Stream.generate(this::newRecoveryCode).limit(RECOVERY_CODES).toList();
        store.setTotp(
                actor.user(),
                Sealed.seal(encryption, actor.user().toString(), secret),
                step.getAsLong(),
                codes.stream().map(this::hash).toList());
        audit.updated(actor, "User", actor.user().value(), null, Map.of("second factor", "on"));
        return codes;
    }

    @Transactional
    public void remove(Actor actor) {
        store.removeTotp(actor.user());
        audit.updated(actor, "User", actor.user().value(), null, Map.of("second factor", "off"));
    }

    /** Whether the code opens the account; a code does so once, of the app as of the recovery codes. */
    @Transactional
    public boolean accept(UserId user, String typed) {
        var sealed = store.findTotpSecretForUpdate(user);
        if (sealed.isEmpty()) {
            return false;
        }
        var secret = Sealed.open(encryption, user.toString(), sealed.get());
        var step = Totp.match(secret, digits(typed), clock.instant(), store.lastTotpStep(user));
        step.ifPresent(used -> store.setTotpStep(user, used));
        return step.isPresent() || store.takeRecoveryCode(user, hash(typed));
    }

    int recoveryCodesLeft(UserId user) {
        return store.countRecoveryCodes(user);
    }

    private static Invalid wrongCode() {
        return new Invalid(List.of(Issue.value("code", "This is not the code that the app shows now.")));
    }

    private String newRecoveryCode() {
        var bytes = new byte[RECOVERY_CODE_BYTES];
        random.nextBytes(bytes);
        return Base32.encode(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?=.)", "$1-");
    }

    private byte[] hash(String recoveryCode) {
        var plain = recoveryCode.toLowerCase(Locale.ROOT).replaceAll("[^a-z2-7]", "");
        return ApplicationSecret.hmac(hashing, plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String digits(String typed) {
        return typed.replaceAll("\\s", "");
    }
}
