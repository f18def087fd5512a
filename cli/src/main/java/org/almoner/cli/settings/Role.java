package org.almoner.cli.settings;

/** As whom a command calls. */
public enum Role {
    /** To fetch. */
    READER(Setting.CLIENT_ID, Setting.CLIENT_SECRET),
    /** To publish and administer. */
    ADMIN(Setting.ADMIN_CLIENT_ID, Setting.ADMIN_CLIENT_SECRET);

    private final Setting id;
    private final Setting secret;

    Role(Setting id, Setting secret) {
        this.id = id;
        this.secret = secret;
    }

    Setting id() {
        return id;
    }

    Setting secret() {
        return secret;
    }

    Role other() {
        return switch (this) {
            case READER -> ADMIN;
            case ADMIN -> READER;
        };
    }
}
