package org.carewright.planner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.carewright.planner.Competition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlanCommandTest {

    /** A nurse's shift on the only day of {@link #ward}. */
    private static final String ALWAYS = "{\"day\": 0, \"shift\": \"early\", \"max_load\": 9}";

    @TempDir
    Path folder;

    private final StringWriter output = new StringWriter();

    private int run(Object... arguments) {
        var words = new String[arguments.length];
        for (var i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return new CommandLine(new PlanCommand())
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(output))
                .execute(words);
    }

    private int reviseToy(String... options) {
        var arguments = new ArrayList<Object>(List.of(
                Competition.file("instances/toy.json"),
                "-o",
                folder.resolve("plan.json"),
                "--revise",
                Competition.file("test-solutions/toy_solution.json")));
        arguments.addAll(List.of(options));
        return run(arguments.toArray());
    }

    @Test
    void a_plan_that_was_made_is_found_good() {
        var instance = Competition.file("instances/i04.json");
        var plan = folder.resolve("plan.json");

        assertThat(run(instance, "-o", plan, "--moves", "200000", "--threads", "1"))
                .isZero();
        var made = output.toString();
        output.getBuffer().setLength(0);

        assertThat(run("--check", instance, plan)).isZero();
        assertThat(output.toString()).isEqualTo(made).contains("Total violations = 0\n");
        assertThat(output.toString().lines().toList().getLast()).startsWith("Total cost = ");
    }

    @Test
    void what_a_plan_breaks_is_said_in_sentences() {
        var answer = run(
                "--check",
                Competition.file("instances/toy.json"),
                Competition.file("test-solutions/toy_solution.json"));

        assertThat(answer).isEqualTo(1);
        assertThat(output.toString())
                .contains(
                        "Room r2 has guests of both genders on day 4: p0, p1, p3, p6.",
                        "Total violations = 3\nTotal cost = 292\n");
    }

    @Test
    void two_plans_are_compared() throws IOException {
        var instance = Competition.file("instances/toy.json");
        var plan = Competition.file("test-solutions/toy_solution.json");
        var other = Files.writeString(
                folder.resolve("other.json"),
                Files.readString(plan)
                        .replaceFirst("(\"id\": *\"p1\",\\s*\"admission_day\": *)\\d+", "$1\"none\"")
                        .replaceFirst("(\"id\": *\"p2\",\\s*\"admission_day\": *)(\\d+)", "$1" + "1"));

        run("--check", instance, plan, "--compare", other);

        assertThat(output.toString())
                .contains(
                        "Patient p1 is left out, and was admitted on day ",
                        "2 patients and no shifts of nurses in rooms change.");
    }

    @Test
    void a_plan_in_force_is_revised_and_each_change_has_a_reason() {
        var instance = Competition.file("instances/i05.json");
        var plan = folder.resolve("plan.json");
        run(instance, "-o", plan, "--moves", "500000", "--threads", "1");
        var ward = Competition.instance("i05");
        var admissions = Competition.plan(plan, ward).admissions();
        var admission = admissions.stream()
                .filter(Objects::nonNull)
                .filter(a -> a.day() > 14)
                .findFirst()
                .orElseThrow();
        var patient = ward.patients().get(admissions.indexOf(admission)).id();
        var room = ward.rooms().get(admission.room()).id();
        var closed = room + ":" + admission.day();
        var revised = folder.resolve("revised.json");
        output.getBuffer().setLength(0);

        var answer = run(
                instance,
                "-o",
                revised,
                "--revise",
                plan,
                "--today",
                "5",
                "--close-room",
                closed,
                "--moves",
                "200000",
                "--threads",
                "1");

        assertThat(answer).isZero();
        assertThat(output.toString())
                .contains(
                        "The plan in force can not stay:",
                        "    Room " + room + " has no beds and ",
                        "Patient " + patient + " ",
                        "    Else: Room " + room + " has no beds",
                        "The changes themselves cost ");
        assertThat(revised).isNotEmptyFile();
    }

    @Test
    void all_faults_of_what_has_happened_are_said_at_once() {
        var answer = reviseToy("--today", "1", "--cancel", "nobody", "--close-room", "r0:0-99", "--wish", "p1:hour=3");

        assertThat(answer).isEqualTo(2);
        assertThat(output.toString())
                .contains(
                        "--cancel: there is no \"nobody\"",
                        "--close-room: \"0-99\" must be a day, or days like 3-5, from 1 to 6",
                        "--wish: \"hour=3\" must be day=, room= or theater=");
    }

    @Test
    void wishes_that_contradict_each_other_are_refused() {
        var answer = reviseToy(
                "--wish",
                "p1:day=3:day=4",
                "--wish",
                "p1:room=r1",
                "--cancel",
                "p1",
                "--close-room",
                "r0",
                "--change-costs",
                "1,2,3,2000000");

        assertThat(answer).isEqualTo(2);
        assertThat(output.toString()).contains("--change-costs: must be four numbers from 0 to 1000000");
        output.getBuffer().setLength(0);

        reviseToy("--wish", "p1:day=3:day=4-5", "--wish", "p1:room=r1", "--cancel", "p1", "--close-room", "r0");

        assertThat(output.toString())
                .contains(
                        "--close-room: \"r0\" must be a name and days: r0:3-5",
                        "--wish: day= stands twice in \"p1:day=3:day=4-5\"",
                        "--wish: \"4-5\" must be one day",
                        "--wish: patient p1 has a wish already, or is kept",
                        "--cancel: patient p1 has a wish, or is kept");
        assertThat(folder.resolve("plan.json")).doesNotExist();
    }

    @Test
    void where_nothing_can_be_written_is_said_before_the_search() throws IOException {
        var ward = Files.copy(Competition.file("instances/toy.json"), folder.resolve("ward.json"));

        assertThat(run(ward, "-o", folder.resolve("none").resolve("plan.json"))).isEqualTo(2);
        assertThat(run(ward, "-o", folder)).isEqualTo(2);
        assertThat(run(ward, "-o", ward)).isEqualTo(2);
        assertThat(run("--check", ward, Competition.file("test-solutions/toy_solution.json"), "--page", folder))
                .isEqualTo(2);

        assertThat(output.toString())
                .contains("there is no folder ", "it is a folder", "it is the ward, and would be lost");
        assertThat(ward).hasSameTextualContentAs(Competition.file("instances/toy.json"));
    }

    @Test
    void a_plan_is_explained_by_day_patient_and_nurse() {
        run(
                "--check",
                "--explain",
                Competition.file("instances/toy.json"),
                Competition.file("test-solutions/toy_solution.json"));

        assertThat(output.toString()).contains("day 0: ", "patient p0: ", "nurse n");
    }

    @Test
    void a_plan_is_drawn_as_a_page() throws IOException {
        var page = folder.resolve("plan.html");

        run(
                "--check",
                "--page",
                page,
                Competition.file("instances/toy.json"),
                Competition.file("test-solutions/toy_solution.json"));

        assertThat(page)
                .content()
                .contains("<h1>Plan of ", "It breaks rules 3 times", "<svg role=\"img\"", ">p0</text>", "Cost by day");
    }

    @Test
    void all_faults_of_an_instance_are_said_with_their_paths() throws IOException {
        var toy = Files.readString(Competition.file("instances/toy.json"));
        var spoilt = Files.writeString(
                folder.resolve("spoilt.json"),
                toy.replaceFirst("\"capacity\": *\\d+", "\"capacity\": -1")
                        .replaceFirst("\"gender\": *\"[AB]\"", "\"gender\": \"X\"")
                        .replaceFirst("\"days\"", "\"dais\""));

        var answer = run(spoilt, "-o", folder.resolve("plan.json"));

        assertThat(answer).isEqualTo(2);
        assertThat(output.toString())
                .contains(
                        "$.rooms[0].capacity: must be from 0", ".gender: must be \"A\" or \"B\"", "$.days: is missing");
        assertThat(folder.resolve("plan.json")).doesNotExist();
    }

    @Test
    void an_instance_that_nothing_can_solve_says_why() throws IOException {
        var instance = ward(60, "", patient("p0", "\"r0\""));

        var answer = run(instance, "-o", folder.resolve("plan.json"));

        assertThat(answer).isEqualTo(1);
        assertThat(output.toString())
                .contains(
                        "A nurse is needed in every shift; none works on day 0, early.",
                        "Patient p0 must be admitted, and no room with a bed suits her.",
                        "Patient p0 must be admitted on day 0, and surgeon s0 does not have the 90 minutes then.");
    }

    @Test
    void what_only_follows_from_a_fault_is_not_told() throws IOException {
        var right = Files.readString(ward(600, ALWAYS, patient("p0", ""), patient("p\\n1", "")));
        var spoilt = Files.writeString(
                folder.resolve("spoilt.json"),
                right.replace("\"days\"", "\"dais\"")
                        .replaceFirst("\"length_of_stay\": 1", "\"length_of_stay\": 0")
                        .replace("\"skill_levels\": 1", "\"skill_levels\": 0"));

        assertThat(run(spoilt, "-o", folder.resolve("plan.json"))).isEqualTo(2);
        assertThat(output.toString().lines())
                .containsExactly(
                        spoilt + " $.days: is missing",
                        spoilt + " $.skill_levels: must be from 1 to 1000000, not 0",
                        spoilt + " $.patients[0].length_of_stay: must be from 1 to 3660, not 0",
                        spoilt + " $.patients[1].id: must hold no control characters");
    }

    @Test
    void a_ward_for_which_nobody_waits_has_a_plan() throws IOException {
        assertThat(run(ward(600, ALWAYS), "-o", folder.resolve("plan.json"), "--moves", "1000"))
                .isZero();
        assertThat(output.toString()).contains("Total cost = 0");
    }

    @Test
    void a_wish_may_be_of_somebody_whose_number_has_a_colon() throws IOException {
        var instance = ward(600, ALWAYS, patient("urn:p:0", ""));
        var plan = folder.resolve("plan.json");
        run(instance, "-o", plan, "--moves", "1000");

        assertThat(run(instance, "-o", plan, "--revise", plan, "--wish", "urn:p:0:day=0:room=r0", "--moves", "1000"))
                .isZero();
    }

    @Test
    void who_finds_no_place_is_told_what_stands_in_the_way() throws IOException {
        var instance = ward(600, ALWAYS, patient("p0", ""), patient("p1", ""));

        var answer = run(instance, "-o", folder.resolve("plan.json"), "--moves", "10000");

        assertThat(answer).isEqualTo(1);
        assertThat(output.toString())
                .containsPattern(
                        "Patient p[01] must be admitted on day 0, and there is surgery on day 0, but no bed: room r0 is full on day 0\\.");
    }

    /** A day in a room with one bed. */
    private Path ward(int surgeonMinutes, String workingShift, String... patients) throws IOException {
        return Files.writeString(folder.resolve("instance.json"), """
                {"days": 1, "skill_levels": 1, "shift_types": ["early"], "age_groups": ["adult"],
                 "weights": {"room_mixed_age": 1, "room_nurse_skill": 1, "continuity_of_care": 1,
                             "nurse_eccessive_workload": 1, "open_operating_theater": 1, "surgeon_transfer": 1,
                             "patient_delay": 1, "unscheduled_optional": 1},
                 "occupants": [],
                 "patients": [%s],
                 "surgeons": [{"id": "s0", "max_surgery_time": [%d]}],
                 "operating_theaters": [{"id": "t0", "availability": [600]}],
                 "rooms": [{"id": "r0", "capacity": 1}],
                 "nurses": [{"id": "n0", "skill_level": 0, "working_shifts": [%s]}]}
                """.formatted(
                        String.join(",", patients), surgeonMinutes, workingShift));
    }

    private static String patient(String id, String incompatibleRooms) {
        return """
                {"id": "%s", "mandatory": true, "gender": "A", "age_group": "adult",
                 "length_of_stay": 1, "surgery_release_day": 0, "surgery_due_day": 0,
                 "surgery_duration": 90, "surgeon_id": "s0", "incompatible_room_ids": [%s],
                 "workload_produced": [1], "skill_level_required": [0]}""".formatted(id, incompatibleRooms);
    }

    @Test
    void faults_of_a_plan_are_said_with_their_paths() throws IOException {
        var plan = Files.writeString(folder.resolve("plan.json"), """
                {"patients": [{"id": "p0", "admission_day": 4, "room": "attic", "operating_theater": "t0"},
                              {"id": "nobody", "admission_day": "none"},
                              {"id": "p0", "admission_day": -1, "room": "r0", "operating_theater": "t0"}],
                 "nurses": 7}
                """);

        var answer = run("--check", Competition.file("instances/toy.json"), plan);

        assertThat(answer).isEqualTo(2);
        assertThat(output.toString())
                .contains(
                        "$.patients[0].room: there is no room \"attic\"",
                        "$.patients[1].id: there is no patient \"nobody\"",
                        "$.patients[2].id: the patient stands here twice",
                        "$.patients[2].admission_day: must be from 0 to",
                        "$.nurses: must be a list");
    }

    @Test
    void doubled_and_unknown_people_and_numbers_below_nothing_are_said_with_their_paths() throws IOException {
        var toy = Files.readString(Competition.file("instances/toy.json"));
        var spoilt = Files.writeString(
                folder.resolve("spoilt.json"),
                toy.replaceFirst("(\"patients\": *\\[\\s*\\{\\s*\"id\": *)\"p0\"", "$1\"p1\"")
                        .replaceFirst("\"surgeon_id\": *\"[^\"]*\"", "\"surgeon_id\": \"nobody\"")
                        .replaceFirst("\"surgery_duration\": *\\d+", "\"surgery_duration\": -60")
                        .replaceFirst("\"length_of_stay\": *\\d+", "\"length_of_stay\": 1e99"));

        assertThat(run(spoilt, "-o", folder.resolve("plan.json"))).isEqualTo(2);
        assertThat(output.toString())
                .contains(
                        "$.patients[1].id: is the same as $.patients[0].id",
                        "$.patients[0].surgeon_id: there is no surgeon \"nobody\"",
                        "$.patients[0].surgery_duration: must be from",
                        ".length_of_stay: must be");
    }

    @Test
    void a_file_that_is_far_too_long_or_deep_is_refused() throws IOException {
        var tooLong = folder.resolve("long.json");
        try (var file = new RandomAccessFile(tooLong.toFile(), "rw")) {
            file.setLength(100 << 20);
        }
        var deep = Files.writeString(folder.resolve("deep.json"), "[".repeat(1_000_000));

        assertThat(run(tooLong, "-o", folder.resolve("plan.json"))).isEqualTo(2);
        assertThat(run(deep, "-o", folder.resolve("plan.json"))).isEqualTo(2);
        assertThat(output.toString()).contains("$: is longer than 50 MB", "$: is no JSON: Document nesting depth");
    }

    @Test
    void a_planner_that_is_stopped_leaves_its_best_plan() throws IOException, InterruptedException {
        var file = folder.resolve("plan.json");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlanCommand.class.getName(),
                        Competition.file("instances/i04.json").toString(),
                        "-o",
                        file.toString(),
                        "--seconds",
                        "300")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            for (var i = 0; i < 300 && !Files.exists(file); i++) {
                Thread.sleep(100);
            }
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        run("--check", Competition.file("instances/i04.json"), file);
        assertThat(output.toString()).contains("Total violations = 0\n");
    }

    @Test
    void what_is_no_json_and_what_is_not_there_are_said() throws IOException {
        var torn = Files.writeString(folder.resolve("torn.json"), "{\"days\": 1");

        assertThat(run(torn, "-o", folder.resolve("plan.json"))).isEqualTo(2);
        assertThat(run(folder.resolve("none.json"), "-o", folder.resolve("plan.json")))
                .isEqualTo(2);
        assertThat(run(torn)).isEqualTo(2);

        assertThat(output.toString())
                .contains("$: is no JSON (line 1", "There is no file", "--check INSTANCE SOLUTION");
    }
}
