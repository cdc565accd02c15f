package org.carewright.platform.web;

import java.io.Serializable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One sentence that the next page shows after a redirect: {@code Toast.done(redirect, "Visit booked.")}. No patient
 * data: it waits in the session.
 */
public record Toast(Tone tone, String text) implements Serializable {

    static final String FLASH = "toast";

    public static void done(RedirectAttributes redirect, String text) {
        show(redirect, Tone.GREEN, text);
    }

    public static void show(RedirectAttributes redirect, Tone tone, String text) {
        redirect.addFlashAttribute(FLASH, new Toast(tone, text));
    }
}
