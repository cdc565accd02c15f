package org.carewright.platform.web;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One sentence that the next page shows after a redirect, and perhaps the way back:
 *
 * <pre>{@code
 * Toast.done(redirect, "Visit booked.");
 * Toast.done(redirect, "It is yours.", Toast.undo("/desk/loops/…/undo").with("entry", entry));
 * }</pre>
 *
 * No patient data: it waits in the session.
 *
 * @param undo the post that takes back what was done, or null when there is none
 */
public record Toast(Tone tone, String text, @Nullable Undo undo) implements Serializable {

    static final String FLASH = "toast";

    /** A post that takes back an act; shown as a button, which the key {@code u} presses. */
    public record Undo(String path, Map<String, String> fields) implements Serializable {

        public Undo {
            fields = Map.copyOf(fields);
        }

        public Undo with(String field, Object value) {
            var more = new TreeMap<>(fields);
            more.put(field, value.toString());
            return new Undo(path, more);
        }
    }

    public static Undo undo(String path) {
        return new Undo(path, Map.of());
    }

    public static void done(RedirectAttributes redirect, String text) {
        show(redirect, Tone.GREEN, text);
    }

    public static void done(RedirectAttributes redirect, String text, Undo undo) {
        redirect.addFlashAttribute(FLASH, new Toast(Tone.GREEN, text, undo));
    }

    public static void show(RedirectAttributes redirect, Tone tone, String text) {
        redirect.addFlashAttribute(FLASH, new Toast(tone, text, null));
    }
}
