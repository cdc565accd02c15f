package org.carewright.platform.types;

/** The actor's roles or sites do not allow this act. */
public final class Forbidden extends RuntimeException {

    private final Permission permission;
    private final boolean outsideScope;

    private Forbidden(Permission permission, boolean outsideScope) {
        super((outsideScope ? "patient outside the actor's scope for " : "missing permission ") + permission);
        this.permission = permission;
        this.outsideScope = outsideScope;
    }

    public static Forbidden missing(Permission permission) {
        return new Forbidden(permission, false);
    }

    /** The permission is there, but this patient is none of the actor's: break-glass may open the record. */
    public static Forbidden outsideScope(Permission permission) {
        return new Forbidden(permission, true);
    }

    public Permission permission() {
        return permission;
    }

    public boolean isOutsideScope() {
        return outsideScope;
    }
}
