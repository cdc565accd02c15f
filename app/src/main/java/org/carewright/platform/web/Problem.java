package org.carewright.platform.web;

import java.util.List;
import org.carewright.platform.types.Issue;

/**
 * Something did not go as asked: what, and what to do next.
 *
 * @param status the HTTP status
 * @param issues what was wrong with the input, or empty
 */
public record Problem(int status, String title, String text, String icon, List<Issue> issues) {

    static Problem of(int status) {
        return switch (status) {
            case 400 ->
                problem(
                        400,
                        "That request could not be read",
                        "The address or the form was not complete. Go back and try once more.",
                        "error");
            case 401 -> problem(401, "You are signed out", "Sign in again to go on.", "lock");
            case 403 ->
                problem(
                        403,
                        "This is not open to you",
                        "Your role or your sites do not include it, or the page was open too long. "
                                + "Reload and try again, or ask a manager for the right.",
                        "lock");
            case 404 ->
                problem(
                        404,
                        "Nothing is here",
                        "The address may be mistyped, or what it named is gone or not yours to see. Search finds it if it is there.",
                        "search");
            case 405 -> problem(405, "That cannot be done here", "Go back and use the buttons of the page.", "error");
            case 409, 412 ->
                problem(
                        409,
                        "Someone was quicker",
                        "The record was changed since you opened it, so nothing of yours was saved. "
                                + "Go back, reload to see the change, and enter yours again.",
                        "refresh");
            case 410 ->
                problem(
                        410,
                        "This link is used up",
                        "It was for one time, or its time is over. Ask for a new one.",
                        "clock");
            case 413 ->
                problem(413, "That file is too large", "Choose a smaller one, or ask how to import it.", "upload");
            case 415 -> problem(415, "That kind of file is not known here", "Choose another one.", "error");
            case 422 ->
                problem(422, "Some entries need another look", "Nothing was saved. Go back and mend them.", "error");
            case 429 -> problem(429, "Too many tries", "Wait a moment, then try again.", "clock");
            case 503 -> problem(503, "Carewright is starting or being cared for", "Try again in a minute.", "clock");
            default ->
                problem(
                        status >= 400 && status < 500 ? status : 500,
                        "That went wrong on our side",
                        "What you had saved before is safe. Try again; if it happens again, tell your administrator the number below.",
                        "error");
        };
    }

    Problem with(List<Issue> found) {
        return new Problem(status, title, text, icon, List.copyOf(found));
    }

    private static Problem problem(int status, String title, String text, String icon) {
        return new Problem(status, title, text, icon, List.of());
    }
}
