package org.carewright.platform.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Scripts, styles, icons and fonts, which lie beside the code that uses them. They are read once. One digest of them
 * all stands in every address, so browsers keep them for ever and relative imports between modules work; a change in
 * any of them changes every address.
 *
 * <p>All style sheets are served as one: ours first in the order of {@link #STYLES}, then those of the modules.
 */
public final class Assets {

    static final String SHEET = "carewright.css";

    private static final String ROOT = "org/carewright/";
    private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
    private static final List<String> TYPES = List.of("css", "js", "svg", "woff2");
    private static final List<String> STYLES =
            List.of("tokens", "base", "controls", "components", "table", "shell", "print");
    private static final String LAYERS = "@layer tokens, base, controls, components, shell, modules, helpers, print;\n";

    private static final SortedMap<String, byte[]> FILES = load();
    private static final String VERSION = digest(FILES);

    private Assets() {}

    /** The address of a file, named by its path below {@code org/carewright}: {@code "platform/web/shell.js"}. */
    public static String href(String file) {
        return "/assets/" + VERSION + "/" + file;
    }

    /** The address of an icon of the sprite, for {@code <use href>}. */
    public static String icon(String name) {
        return href("platform/web/icons.svg") + "#" + name;
    }

    /** The names of all icons. */
    public static List<String> icons() {
        var sprite = new String(FILES.getOrDefault("platform/web/icons.svg", new byte[0]), StandardCharsets.UTF_8);
        return Pattern.compile("symbol id=\"([\\w-]+)\"")
                .matcher(sprite)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    static Optional<byte[]> find(String version, String file) {
        return version.equals(VERSION) ? Optional.ofNullable(FILES.get(file)) : Optional.empty();
    }

    private static SortedMap<String, byte[]> load() {
        var found = new TreeMap<String, byte[]>();
        var classpath = new PathMatchingResourcePatternResolver();
        try {
            for (var type : TYPES) {
                for (var resource : classpath.getResources("classpath*:" + ROOT + "**/*." + type)) {
                    found.put(nameOf(resource), resource.getContentAsByteArray());
                }
            }
            found.put("htmx.js", classpath.getResource("classpath:" + HTMX).getContentAsByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.put(SHEET, sheet(found));
        return found;
    }

    private static String nameOf(Resource resource) throws IOException {
        var url = resource.getURL().toString();
        return url.substring(url.lastIndexOf(ROOT) + ROOT.length());
    }

    private static byte[] sheet(Map<String, byte[]> files) {
        var ours = STYLES.stream().map(name -> "platform/web/" + name + ".css").toList();
        return files.keySet().stream()
                .filter(name -> name.endsWith(".css"))
                .sorted(Comparator.comparingInt((String name) -> ours.contains(name) ? ours.indexOf(name) : ours.size())
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> new String(files.get(name), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n", LAYERS, ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(SortedMap<String, byte[]> files) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            files.forEach((name, bytes) -> {
                sha.update(name.getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            });
            return HexFormat.of().formatHex(sha.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
