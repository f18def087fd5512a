package org.almoner.dataset.disk;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash by which files are told apart. */
public final class Sha256 {

    private Sha256() {}

    /** Computes a SHA-256. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
