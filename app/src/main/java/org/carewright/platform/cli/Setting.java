package org.carewright.platform.cli;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything about Carewright that can be set, each thing once: by {@code --session-idle} on the command line, else by
 * {@code CAREWRIGHT_SESSION_IDLE} in the environment, else by {@code session-idle} in the settings file, else its
 * default. {@code --help} and the table in docs/running.md say what stands here; the application reads the property
 * {@code carewright.session-idle}.
 */
enum Setting {
    CONFIG(
            Form.TEXT,
            "FILE",
            null,
            "The settings file. Left out, it is carewright.properties in the data folder, if that is there."),
    DATA(
            Form.TEXT,
            "DIR",
            null,
            "Folder for Carewright's own database and keys. Left out, it is carewright in your data home:"
                    + " $XDG_DATA_HOME or ~/.local/share; on macOS ~/Library/Application Support."),
    DATABASE(
            Form.TEXT,
            "URL",
            null,
            "Use this PostgreSQL 18 or newer instead: postgresql://user@host:5432/name?sslmode=require."),
    DATABASE_USER(Form.TEXT, "NAME", null, "User for --database, if the URL names none."),
    DATABASE_PASSWORD(Form.SECRET, "PASSWORD", null, "Password for --database, if the URL names none."),
    ORGANIZATION(Form.TEXT, "NAME", "carewright", "Whose data: a schema of this name."),
    SECRET(
            Form.SECRET,
            "TEXT",
            null,
            "At least 32 random characters that all keys are derived from, the same on every node. Left out, they are"
                    + " in the file secret in the data folder, made at the first start; with --database they must be given."),
    AUDIT_ANCHOR(
            Form.TEXT,
            "FILE",
            null,
            "The file that knows where the audit trail ends. Left out, it is audit-anchor in the data folder."),
    LOG_FORMAT(
            Form.FORMAT,
            "FORMAT",
            "text",
            "Log lines for people (text), or one JSON object a line in the Elastic Common Schema (json)."),

    PORT(Form.PORT, "PORT", "8080", "Where browsers find it; 0 is any that is free."),
    HOST(
            Form.TEXT,
            "ADDRESS",
            "localhost",
            "The address of this machine to listen on. Nobody else can reach localhost; 0.0.0.0 is all of them."),
    URL(
            Form.TEXT,
            "URL",
            null,
            "How people reach it, for links: https://clinic.example. Left out, it is made of host and port."),
    TRUSTED_PROXIES(
            Form.TEXT,
            "ADDRESSES",
            null,
            "A regular expression for the addresses of proxies on other machines, whose X-Forwarded-For and -Proto count"
                    + " as those of this machine do."),
    SESSION_IDLE(Form.TIME, "TIME", "30m", "Who does nothing for so long must sign in again."),
    SESSION_ABSOLUTE(Form.TIME, "TIME", "12h", "So long after signing in, everybody must do it again."),
    BREAK_GLASS_LENGTH(Form.TIME, "TIME", "4h", "How long a record stays open that was opened in an emergency."),
    MAIL_HOST(Form.TEXT, "NAME", null, "The mail server. Without one, messages wait."),
    MAIL_PORT(Form.PORT, "PORT", "587", "The port of the mail server."),
    MAIL_SECURITY(
            Form.ENCRYPTION,
            "HOW",
            "starttls",
            "How mail is encrypted on its way there: starttls, tls or none. Nothing is sent if the server refuses."),
    MAIL_USER(Form.TEXT, "NAME", null, "Who signs in to the mail server, if it asks."),
    MAIL_PASSWORD(Form.SECRET, "PASSWORD", null, "The password for that."),
    MAIL_FROM(Form.TEXT, "ADDRESS", "carewright@localhost", "The sender of mail."),
    SMS_URL(
            Form.TEXT,
            "URL",
            null,
            "The gateway for text messages, as docs/sms.md describes it. Without one, messages wait."),
    SMS_TOKEN(Form.SECRET, "TEXT", null, "What the gateway asks for as bearer token, if it does."),
    METRICS_TOKEN(
            Form.SECRET,
            "TEXT",
            null,
            "What /metrics asks for as bearer token. Left out, it answers this machine alone."),
    LOG_REQUESTS(
            Form.YES_NO,
            "YES",
            "true",
            "Log every request: method, route, status, time and user, never what was asked for."),
    STOP_DELAY(
            Form.TIME,
            "TIME",
            "0s",
            "How long /health/ready says no before Carewright stops to listen, so that a balancer looks elsewhere."),
    STOP_WITHIN(Form.TIME, "TIME", "30s", "How long requests and jobs may take to finish when Carewright is stopped.");

    /** What a value must look like, and how to say so. */
    private enum Form {
        TEXT("(?s).+", "must not be empty"),

        /** What nobody else may read; its option asks for it when it is given without a value. */
        SECRET("(?s).+", "must not be empty"),
        PORT("\\d{1,4}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5]", "must be a port from 0 to 65535"),
        TIME("\\d{1,6}[smhd]", "must be a length of time such as 90s, 30m or 12h"),
        YES_NO("true|false", "must be true or false"),
        FORMAT("text|json", "must be text or json"),
        ENCRYPTION("starttls|tls|none", "must be starttls, tls or none");

        private final String pattern;
        private final String words;

        Form(String pattern, String words) {
            this.pattern = pattern;
            this.words = words;
        }
    }

    private final Form form;
    private final String label;
    private final @Nullable String standard;
    private final String description;

    Setting(Form form, String label, @Nullable String standard, String description) {
        this.form = form;
        this.label = label;
        this.standard = standard;
        this.description = description;
    }

    /** As in the settings file and, after two dashes, on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String option() {
        return "--" + word();
    }

    String variable() {
        return "CAREWRIGHT_" + name();
    }

    /** The application's property. */
    String property() {
        return "carewright." + word();
    }

    String label() {
        return label;
    }

    String description() {
        return description;
    }

    /** The default; empty where there is none, or the description says what holds. */
    Optional<String> standard() {
        return Optional.ofNullable(standard);
    }

    boolean isSecret() {
        return form == Form.SECRET;
    }

    /** Commands other than {@code serve} that work on the data need only the first ones. */
    boolean isForEveryCommand() {
        return compareTo(PORT) < 0;
    }

    /** What is wrong with a value, to be read after the setting's name; empty if nothing is. */
    Optional<String> mistake(String value) {
        return value.matches(form.pattern) ? Optional.empty() : Optional.of(form.words);
    }
}
