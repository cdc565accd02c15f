package org.carewright.care.outreach;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.carewright.foundation.directory.Site;
import org.carewright.foundation.patients.Patients;
import org.carewright.platform.access.Access;
import org.carewright.platform.access.OwnAddress;
import org.carewright.platform.audit.Audit;
import org.carewright.platform.jobs.Outbox;
import org.carewright.platform.secrets.ApplicationSecret;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.Origin;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Permission;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sends messages to patients and takes what they answer by link. */
@Service
public class Outreach {

    private static final String STOP = "stop";
    private static final int MOST_SHOWN = 200;

    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Outbox outbox;
    private final OutreachStore store;
    private final OwnAddress address;
    private final Patients patients;
    private final SecretKey key;

    Outreach(
            Access access,
            Audit audit,
            Clock clock,
            Outbox outbox,
            OutreachStore store,
            OwnAddress address,
            Patients patients,
            ApplicationSecret secret) {
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.outbox = outbox;
        this.store = store;
        this.address = address;
        this.patients = patients;
        this.key = secret.signing("links to patients");
    }

    /** How a patient can be sent a message; empty if she cannot, or does not want it. */
    @Transactional
    public Optional<Reach> findReach(PatientId patient, Actor actor) {
        return Reach.of(patients.get(patient, actor).demographics());
    }

    /**
     * Sends a letter with the caller's transaction: at once, however late it is.
     *
     * @return the message's id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID send(Letter letter, Reach reach, Actor actor) {
        access.require(actor, Permission.BOOK, letter.patient());
        var id = Id.fresh();
        var token = LinkToken.of(id, key);
        var wording = letter.wording().apply(reach.language());
        var body = reach.channel() == Reach.Channel.SMS
                ? sms(letter, wording, token)
                : mail(letter, wording, token, reach.isSpanish());
        var attachment = reach.channel() == Reach.Channel.EMAIL ? letter.attachment() : null;
        var queued = outbox.put(reach.channel().outbox(), reach.address(), wording.subject(), body, attachment);
        store.insert(id, letter, reach, queued, clock.instant());
        audit.created(actor, "Communication", id, letter.patient());
        return id;
    }

    private String sms(Letter letter, Letter.Wording wording, String token) {
        var link = wording.invitation().isEmpty() ? "" : " " + wording.invitation() + " " + url(letter.kind(), token);
        return letter.site().name() + ": " + wording.text() + link;
    }

    private String mail(Letter letter, Letter.Wording wording, String token, boolean spanish) {
        var link =
                wording.invitation().isEmpty() ? "" : "\n\n" + wording.invitation() + "\n" + url(letter.kind(), token);
        var stop = spanish ? "Para no recibir más correos nuestros:" : "To get no more e-mails from us:";
        return wording.text() + link + "\n\n" + signature(letter.site()) + "\n\n" + stop + "\n" + url(STOP, token)
                + "\n";
    }

    private static String signature(Site site) {
        return site.phone().isEmpty() ? site.name() : site.name() + "\n" + site.phone();
    }

    private String url(String kind, String token) {
        return address.url("/l/" + kind + "/" + token);
    }

    /** Takes back what was said about these visits or offers and has not left yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(Collection<UUID> about) {
        outbox.withdraw(store.outbox(about));
    }

    /**
     * The message behind a link of this kind.
     *
     * @param route the pattern of the page it leads to, for the audit trail
     * @param caller network address of whoever follows it
     * @throws DeadLink if it is none of ours, or was changed on its way
     */
    @Transactional(readOnly = true)
    public Answering open(String kind, String token, String route, String caller) {
        var message = LinkToken.read(token, key)
                .flatMap(store::find)
                .filter(found -> found.kind().equals(kind) || kind.equals(STOP))
                .orElseThrow(DeadLink::new);
        return new Answering(
                message.id(),
                message.patient(),
                message.site(),
                message.about(),
                message.channel(),
                message.language(),
                message.answer(),
                !clock.instant().isBefore(message.expires()),
                Actor.byLink(message.patient(), message.site(), new Origin(route, Origin.OPERATIONS, caller)));
    }

    /**
     * Keeps what was answered, with the caller's transaction.
     *
     * @return false if it had been answered before: a link works once
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean answer(Answering message, String answer) {
        return store.answer(message.message(), answer, clock.instant());
    }

    /** The patient gets nothing more by the way this message came. */
    @Transactional
    public void stop(Answering message) {
        var actor = Actor.program("unsubscribe link", message.site());
        var patient = patients.get(message.patient(), actor);
        var refusing = patient.demographics().refusing(message.channel().preference());
        patients.update(patient.id(), patient.version(), refusing, actor);
        audit.updated(
                message.actor(), "Communication", message.message(), message.patient(), Map.of("answer", "no more"));
    }

    /** What was sent to a patient, the latest first. */
    @Transactional
    List<Sent> ofPatient(PatientId patient, Actor actor) {
        access.require(actor, Permission.SEE_SCHEDULE, patient);
        audit.searched(actor, "Communication", Map.of("patient", patient.toString()), List.of(patient));
        return store.ofPatient(patient, MOST_SHOWN);
    }
}
