package org.carewright.platform.web;

/**
 * A choice in a select, radio group or combobox.
 *
 * @param value what is sent
 * @param label what a person reads
 * @param detail a second line, or empty
 */
public record Option(String value, String label, String detail) {

    public static Option of(String value, String label) {
        return new Option(value, label, "");
    }
}
