package org.carewright.platform.db;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where this system keeps a user's application data. */
public final class DataHome {

    private static final String NAME = "carewright";

    private DataHome() {}

    /** The default data folder: by the XDG base directory specification on Unix, its counterpart elsewhere. */
    public static Path folder() {
        return folder(System.getProperty("os.name"), System.getProperty("user.home"), System.getenv());
    }

    static Path folder(String system, String home, Map<String, String> environment) {
        var os = system.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            var local = environment.get("LOCALAPPDATA");
            return (local == null ? Path.of(home, "AppData", "Local") : Path.of(local)).resolve(NAME);
        }
        var xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        // The specification says that a relative path is invalid and to be ignored.
        if (Path.of(xdg).isAbsolute()) {
            return Path.of(xdg, NAME);
        }
        return os.startsWith("mac")
                ? Path.of(home, "Library", "Application Support", NAME)
                : Path.of(home, ".local", "share", NAME);
    }
}
