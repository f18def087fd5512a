package org.almoner.server.sns;

/**
 * What was signed of a message, and by which key.
 *
 * @param keyId names the certificate
 * @param value in Base64
 */
public record SnsSignature(SignatureVersion version, String keyId, String value) {}
