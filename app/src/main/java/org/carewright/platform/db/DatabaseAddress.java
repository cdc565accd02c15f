package org.carewright.platform.db;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Where a PostgreSQL is and as whom to sign in there. The text never shows the password. */
record DatabaseAddress(String jdbcUrl, Optional<String> user, Optional<String> password) {

    private static final String JDBC = "jdbc:postgresql:";
    private static final List<String> SCHEMES = List.of("postgresql", "postgres");
    private static final int STANDARD_PORT = 5432;

    /**
     * Reads what PostgreSQL's own tools take, {@code postgresql://user:password@host:5432/name?sslmode=require}, or a
     * JDBC address.
     *
     * @param user used when the address names none
     * @param password used when the address names none
     */
    static DatabaseAddress of(String text, Optional<String> user, Optional<String> password) {
        if (text.startsWith(JDBC)) {
            return new DatabaseAddress(text, user, password);
        }
        try {
            var uri = URI.create(text);
            if (!SCHEMES.contains(String.valueOf(uri.getScheme())) || uri.getHost() == null) {
                throw new IllegalArgumentException(text);
            }
            var login = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
            var port = uri.getPort() == -1 ? STANDARD_PORT : uri.getPort();
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new DatabaseAddress(
                    JDBC + "//" + uri.getHost() + ":" + port + uri.getRawPath() + query,
                    login[0].isEmpty() ? user : Optional.of(decoded(login[0])),
                    login.length < 2 ? password : Optional.of(decoded(login[1])));
        } catch (IllegalArgumentException e) {
            throw new DatabaseUnavailable("--database takes an address such as postgresql://user@host:5432/name.", e);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return jdbcUrl.replaceFirst("^jdbc:", "").replaceFirst("\\?.*", "");
    }
}
