package org.carewright.overview.desk;

import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.UserId;
import org.carewright.platform.web.Input;
import org.carewright.platform.web.ListQuery;
import org.carewright.platform.web.Shell;
import org.carewright.platform.web.Toast;
import org.carewright.platform.web.Tone;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people do with an open loop. Every act returns to the list it came from, and most offer a way back. */
@Controller
@RequestMapping("/desk/loops/{rule}/{subject}")
class LoopPages {

    /** A request to do something with a loop. */
    record Act(LoopId loop, Input input, Actor actor, Shell shell, Model model, RedirectAttributes redirect) {

        /** The last part of the address; also the name of the act's form. */
        String name() {
            return shell.path().substring(shell.path().lastIndexOf('/') + 1);
        }

        /** The list the person came from, else the loop. */
        String back() {
            return input.back("/desk?open=" + loop.rule() + "/" + loop.subject());
        }
    }

    private final Desk desk;
    private final DeskView view;

    LoopPages(Desk desk, DeskView view) {
        this.desk = desk;
        this.view = view;
    }

    @ModelAttribute
    static Act act(
            @PathVariable String rule,
            @PathVariable String subject,
            Input input,
            Actor actor,
            @ModelAttribute(binding = false) Shell shell,
            Model model,
            RedirectAttributes redirect) {
        return new Act(LoopId.of(rule, subject), input, actor, shell, model, redirect);
    }

    @PostMapping("/claim")
    String claim(@ModelAttribute(binding = false) Act act) {
        return undoable(act, "It is yours.", () -> desk.claim(act.loop(), act.actor()));
    }

    @PostMapping("/take-over")
    String takeOver(@ModelAttribute(binding = false) Act act) {
        return undoable(act, "It is yours now.", () -> desk.takeOver(act.loop(), act.actor()));
    }

    @PostMapping("/release")
    String release(@ModelAttribute(binding = false) Act act) {
        return undoable(act, "Back with everybody.", () -> desk.release(act.loop(), act.actor()));
    }

    @PostMapping("/hand-off")
    String handOff(@ModelAttribute(binding = false) Act act) {
        return undoable(act, "Handed off.", () -> {
            var to = act.input().id("to", UserId::of);
            return desk.handOff(act.loop(), to, act.input().value("note"), act.actor());
        });
    }

    @PostMapping("/snooze")
    String snooze(@ModelAttribute(binding = false) Act act) {
        var field = act.input().value("quick").isEmpty() ? "until" : "quick";
        var until = act.input().moment(field, act.shell().time().zone());
        return undoable(
                act,
                "It sleeps until then.",
                () -> desk.snooze(act.loop(), until, act.input().value("reason"), act.actor()));
    }

    @PostMapping("/wake")
    String wake(@ModelAttribute(binding = false) Act act) {
        return undoable(act, "It is awake.", () -> desk.wake(act.loop(), act.actor()));
    }

    @PostMapping("/undo")
    String undo(@ModelAttribute(binding = false) Act act, @RequestParam UUID entry) {
        return kept(act, "Taken back; all is as it was.", () -> desk.undo(act.loop(), entry, act.actor()));
    }

    @PostMapping("/note")
    String note(@ModelAttribute(binding = false) Act act) {
        return kept(act, "Noted.", () -> desk.note(act.loop(), act.input().value("words"), act.actor()));
    }

    @PostMapping("/contact")
    String contact(@ModelAttribute(binding = false) Act act) {
        var attempt = new ContactAttempt(
                Params.find(LoopEntry.Channel.class, act.input().value("channel"))
                        .orElse(null),
                Params.find(LoopEntry.Outcome.class, act.input().value("outcome"))
                        .orElse(null),
                act.input().value("next"),
                act.input().value("said"));
        return kept(act, "Contact recorded.", () -> desk.contact(act.loop(), attempt, act.actor()));
    }

    private String undoable(Act act, String words, Supplier<LoopOutcome> outcome) {
        return answer(act, outcome, done -> {
            var undo = Toast.undo(act.loop().path() + "/undo").with("entry", done.entry());
            Toast.done(act.redirect(), words, undo.with("back", act.back()));
        });
    }

    private String kept(Act act, String words, Supplier<LoopOutcome> outcome) {
        return answer(act, outcome, done -> Toast.done(act.redirect(), words));
    }

    /** Back to the list with a word on what became of the act, or the form again with what is wrong in it. */
    private String answer(Act act, Supplier<LoopOutcome> outcome, Consumer<LoopOutcome.Done> whenDone) {
        try {
            switch (outcome.get()) {
                case LoopOutcome.Done done -> whenDone.accept(done);
                case LoopOutcome.AlreadyClosed() ->
                    Toast.show(
                            act.redirect(), Tone.BLUE, "Nothing left to do: the record has closed it in the meantime.");
                case LoopOutcome.OwnedByAnother(var name) ->
                    Toast.show(act.redirect(), Tone.AMBER, name + " has it. Open it to take it over.");
                case LoopOutcome.Overtaken() ->
                    Toast.show(act.redirect(), Tone.AMBER, "Something happened to it since; nothing was taken back.");
            }
            return "redirect:" + act.back();
        } catch (Invalid invalid) {
            var loop = act.loop().rule() + "/" + act.loop().subject();
            view.show(list(act).with("open", loop), act.actor(), act.shell(), act.model());
            act.model().addAttribute("input", act.input().with(invalid.issues()));
            act.model().addAttribute("unfolded", act.name());
            return "overview/desk/desk";
        }
    }

    /** The desk with the filters that the person had set. */
    private static ListQuery list(Act act) {
        return act.back().startsWith("/desk?") ? ListQuery.parse(act.back()) : ListQuery.of("/desk");
    }
}
