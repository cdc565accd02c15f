package org.carewright.foundation.patients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.util.Set;
import org.carewright.BrowserTest;
import org.carewright.foundation.patients.RelatedPerson.Authority;
import org.carewright.platform.access.StaffFixtures;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Role;
import org.carewright.platform.types.SiteId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PatientPagesBrowserTest extends BrowserTest {

    @Autowired
    Patients patients;

    @Autowired
    PatientFixtures people;

    @Autowired
    StaffFixtures staff;

    private SiteId site;
    private Actor coordinator;
    private PatientId nora;
    private PatientId twin;

    @BeforeAll
    void a_small_clinic() {
        site = people.site();
        coordinator = staff.actor(Role.COORDINATOR, site);
        var person = Person.named("Núñez Ortega", "Nora María")
                .born(LocalDate.of(1957, 3, 4))
                .phone("(419) 555-0147")
                .writingTo("nora@example.org")
                .livingAt("12 Main St")
                .alsoNamed(HumanName.Use.MAIDEN, "Ortega", "Nora");
        nora = people.patient(site, person.demographics());
        twin = people.patient(
                site, person.renamed("Nunez", "Nora").livingAt("7 Elm Ave").demographics());
        patients.update(nora, 1, spanishSpeaking(person.demographics()), coordinator);
        patients.addRelatedPerson(daughter(), coordinator);
        for (var family : new String[] {"O’Brien", "王", "Abdelrahman-Smith", "Petrova"}) {
            people.patient(site, Person.somebody().renamed(family, "Alex").demographics());
        }
    }

    private static Demographics spanishSpeaking(Demographics person) {
        return new Demographics(
                person.names(),
                person.birthDate(),
                person.gender(),
                BirthSex.FEMALE,
                false,
                false,
                null,
                person.telecoms(),
                person.addresses(),
                "es",
                true,
                new ContactPreferences(
                        ContactPreferences.Channel.PHONE, null, null, Set.of(ContactPreferences.Channel.EMAIL)),
                "Works here");
    }

    private RelatedPerson daughter() {
        return new RelatedPerson(
                RelatedPersonId.fresh(),
                nora,
                "Elena Núñez",
                "Daughter",
                "(419) 555-0148",
                "",
                true,
                Set.of(Authority.RECEIVE_INFORMATION, Authority.MAKE_APPOINTMENTS),
                "Appointments and test results; nothing about mental health",
                "Form signed 2026-02-01, scanned",
                LocalDate.of(2026, 2, 1),
                LocalDate.of(2027, 2, 1),
                0);
    }

    @Test
    void the_list_is_accessible() {
        lookAt("/patients", "patients", coordinator);
        lookAt("/patients?q=nobody-of-this-name", "patients-none", coordinator);
        lookAt("/patients", "patients-empty", staff.actor(Role.COORDINATOR, people.site()));
    }

    @Test
    void a_patients_own_pages_are_accessible() {
        lookAt("/patients/" + nora, "patient", coordinator);
        lookAt("/patients/" + nora + "/edit", "patient-edit", coordinator);
        lookAt("/patients/" + nora + "/history", "patient-history", coordinator);
    }

    @Test
    void the_people_around_a_patient_are_accessible() {
        lookAt("/patients/" + nora + "/people", "patient-people", coordinator);
        lookAt("/patients/" + twin + "/people", "patient-people-empty", coordinator);
        lookAt("/patients/" + nora + "/people/new", "patient-person", coordinator);
    }

    @Test
    void comparing_and_merging_is_accessible() {
        var suspect = patients.suspects(twin, coordinator).getFirst();

        lookAt("/patients/duplicates/" + suspect.id(), "patient-compare", coordinator);
        lookAt("/patients/" + nora + "/merge", "patient-merge-with", coordinator);
    }

    @Test
    void registration_is_accessible_and_shows_who_is_alike_while_typing() {
        lookAt("/patients/new", "patient-register", coordinator);
        var page = open(coordinator);
        page.navigate("/patients/new");

        page.getByLabel("Family name").first().fill("Nuñez Ortega");
        page.getByLabel("Given names").first().fill("Nora");
        page.getByLabel("Birth date").fill("3/4/1957");
        page.getByLabel("Birth date").press("Tab");

        assertThat(page.locator("aside")).containsText("Same birth date");
        page.getByText("Register", new Page.GetByTextOptions().setExact(true))
                .last()
                .click();
        assertThat(page.locator("[role=alert]")).containsText("here already");
        picture(page, "patient-register-duplicates-1280-light");
    }

    @Test
    void two_records_become_one_and_two_again() {
        var person = Person.somebody();
        var one = people.patient(site, person.demographics());
        people.patient(site, person.phone("419-555-0199").demographics());
        var page = open(coordinator);

        page.navigate("/patients/" + one);
        page.locator(".notice").getByText("Compare").click();
        page.getByText("One person: preview the merge").click();
        picture(page, "patient-merge-1280-light");
        page.getByLabel("What shows that they are one person").fill("Same passport seen");
        page.locator("main button", new Page.LocatorOptions().setHasText("Merge"))
                .click();
        assertThat(page.locator("body")).containsText("419-555-0199");
        page.navigate("/patients/" + one + "/history");
        page.getByText("Take it back").click();
        page.locator("#confirm button[value=yes]").click();

        assertThat(page.locator("#toasts"))
                .containsText("The two records are apart again, as they were before the merge.");
    }
}
