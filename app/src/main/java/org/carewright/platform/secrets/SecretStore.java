package org.carewright.platform.secrets;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SecretStore {

    private final JdbcClient jdbc;

    SecretStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The fingerprint this database knows: the given one, if it is the first. */
    byte[] remember(byte[] fingerprint) {
        jdbc.sql("insert into application_secret (fingerprint) values (:fingerprint) on conflict do nothing")
                .param("fingerprint", fingerprint)
                .update();
        return jdbc.sql("select fingerprint from application_secret")
                .query(byte[].class)
                .single();
    }
}
