package org.carewright.platform.access;

import java.util.Comparator;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where somebody signs in from.
 *
 * @param id a random number that the browser keeps; whoever signed in with it before is known by it
 * @param address network address
 * @param words browser and system as a person would say
 */
record Device(UUID id, String address, String words) {

    private static final Pattern BROWSER = Pattern.compile("(Edg|OPR|Firefox|Chrome|CriOS|FxiOS)/|(Safari)/");
    private static final Pattern SYSTEM = Pattern.compile("(Windows|Android|iPhone|iPad|Mac OS X|CrOS|Linux)");

    static Device of(UUID id, String address, String userAgent) {
        return new Device(id, address, browser(userAgent) + " on " + system(userAgent));
    }

    private static String browser(String userAgent) {
        // Edge and Opera also say Chrome, and Chrome also says Safari: the more particular name wins.
        return BROWSER.matcher(userAgent)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .max(Comparator.comparingInt(Device::rank))
                .map(Device::name)
                .orElse("A program");
    }

    private static int rank(String product) {
        return switch (product) {
            case "Safari" -> 0;
            case "Chrome" -> 1;
            default -> 2;
        };
    }

    private static String name(String product) {
        return switch (product) {
            case "Edg" -> "Edge";
            case "OPR" -> "Opera";
            case "CriOS" -> "Chrome";
            case "FxiOS" -> "Firefox";
            default -> product;
        };
    }

    private static String system(String userAgent) {
        var found = SYSTEM.matcher(userAgent);
        if (!found.find()) {
            return "an unknown system";
        }
        return switch (found.group()) {
            case "Mac OS X" -> "macOS";
            case "CrOS" -> "ChromeOS";
            // Android browsers say Linux first.
            case "Linux" -> userAgent.contains("Android") ? "Android" : "Linux";
            default -> found.group();
        };
    }
}
