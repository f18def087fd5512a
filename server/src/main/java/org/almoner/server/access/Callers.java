package org.almoner.server.access;

/** Who may call, as far as that is known before anybody does. */
public interface Callers {

    /**
     * Whether a client may call for an organization. A client of ours may if it is the organization's and not disabled. The clients of an external issuer
     * are not listed here, so any may that a token could name.
     */
    boolean mayCome(OrganizationId organization, String clientId);
}
