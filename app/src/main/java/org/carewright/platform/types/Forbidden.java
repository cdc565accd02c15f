package org.carewright.platform.types;

/** The actor's roles or sites do not allow this act. */
public sealed class Forbidden extends RuntimeException permits OutOfScope {

    private final Permission permission;

    public Forbidden(Permission permission) {
        this(permission, "missing permission " + permission);
    }

    Forbidden(Permission permission, String message) {
        super(message);
        this.permission = permission;
    }

    public Permission permission() {
        return permission;
    }
}
