package org.carewright.platform.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The user guide, {@code docs/guide}, as pages: what a reader of the repository sees is what a user sees. */
@Component
class Guide {

    private static final List<String> FILES = List.of(
            "README", "desk", "schedule", "patients", "chart", "codes", "no-show-risk", "setting-up", "privacy");

    /**
     * @param title its first heading
     * @param html the rest
     */
    record Chapter(String path, String title, String html) {}

    /** Read when somebody first asks for help: a start of the server does not wait for it. */
    private final SingletonSupplier<List<Chapter>> chapters = SingletonSupplier.of(Guide::chapters);

    List<Chapter> all() {
        return chapters.obtain();
    }

    Optional<Chapter> find(String path) {
        return all().stream().filter(chapter -> chapter.path().equals(path)).findFirst();
    }

    private static List<Chapter> chapters() {
        var tables = List.of(TablesExtension.create());
        var parser = Parser.builder().extensions(tables).build();
        var renderer =
                HtmlRenderer.builder().extensions(tables).escapeHtml(true).build();
        return FILES.stream()
                .map(file -> chapter(file, parser.parse(read(file)), renderer))
                .toList();
    }

    private static Chapter chapter(String file, Node document, HtmlRenderer renderer) {
        var heading = (Heading) document.getFirstChild();
        var title = TextContentRenderer.builder().build().render(heading);
        heading.unlink();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                if (link.getDestination().endsWith(".md")) {
                    link.setDestination(path(link.getDestination().replace(".md", "")));
                }
                visitChildren(link);
            }
        });
        return new Chapter(path(file), title, renderer.render(document));
    }

    private static String path(String file) {
        return file.equals("README") ? "/help/guide" : "/help/guide/" + file;
    }

    private static String read(String file) {
        try {
            return new ClassPathResource("guide/" + file + ".md").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
