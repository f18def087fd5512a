package org.almoner.server.operations;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of the test's own, run with the JDK's keytool. */
public final class TestAuthority {

    private static final String PASSWORD = "changeit";
    private static final String PASSWORD_BASED = "PBEWithHmacSHA256AndAES_256";

    private final Path folder;
    private int issued;

    public TestAuthority(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Authority", "-ext", "bc:c=ca:true");
    }

    /**
     * A certificate for a server on the loopback address, and its key, as files that a server could be given.
     *
     * @param chain PEM
     * @param key PEM, PKCS #8
     */
    public record Issued(Path chain, Path key, BigInteger serial) {}

    public Issued issue() throws IOException, InterruptedException, GeneralSecurityException {
        return issue("ip:127.0.0.1,dns:localhost");
    }

    /** @param names whom the certificate is for, as keytool's extension {@code san} has it */
    public Issued issue(String names) throws IOException, InterruptedException, GeneralSecurityException {
        var name = "server" + ++issued;
        var request = folder.resolve(name + ".csr");
        var chain = folder.resolve(name + ".pem");
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name);
        keytool("-certreq", "-alias", name, "-file", request.toString());
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-ext",
                "san=" + names,
                "-rfc",
                "-infile",
                request.toString(),
                "-outfile",
                chain.toString());
        var key = folder.resolve(name + ".key");
        Files.writeString(key, pem("PRIVATE KEY", privateKey(name)));
        return new Issued(chain, key, serial(chain));
    }

    /** Speaks as the server whose certificate was issued last. */
    public SSLContext asServer() throws IOException, GeneralSecurityException {
        var only = KeyStore.getInstance("PKCS12");
        only.load(null, null);
        var name = "server" + issued;
        try (var chain = Files.newInputStream(folder.resolve(name + ".pem"))) {
            only.setKeyEntry(
                    name,
                    store().getKey(name, PASSWORD.toCharArray()),
                    PASSWORD.toCharArray(),
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(chain)
                            .toArray(Certificate[]::new));
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(only, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Believes this authority and nobody else. */
    public SSLContext trust() throws IOException, GeneralSecurityException {
        var only = KeyStore.getInstance("PKCS12");
        only.load(null, null);
        only.setCertificateEntry("ca", store().getCertificate("ca"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(only);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** The certificate of the authority itself, in PEM. */
    public Path certificate() throws IOException, GeneralSecurityException {
        return Files.writeString(
                folder.resolve("ca.pem"),
                pem("CERTIFICATE", store().getCertificate("ca").getEncoded()));
    }

    /** The key of the certificate that was issued last, locked (PKCS #8 with PBES2). */
    Path lockedKey(String password) throws IOException, GeneralSecurityException {
        var secret =
                SecretKeyFactory.getInstance(PASSWORD_BASED).generateSecret(new PBEKeySpec(password.toCharArray()));
        var cipher = Cipher.getInstance(PASSWORD_BASED);
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        // The same parameters by the name under which the standard files them: Java's own name has no object
        // identifier.
        var parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(cipher.getParameters().getEncoded());
        var locked = new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(privateKey("server" + issued)));
        return Files.writeString(folder.resolve("locked.key"), pem("ENCRYPTED PRIVATE KEY", locked.getEncoded()));
    }

    private byte[] privateKey(String name) throws IOException, GeneralSecurityException {
        return store().getKey(name, PASSWORD.toCharArray()).getEncoded();
    }

    private static BigInteger serial(Path chain) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(chain)) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            return ((X509Certificate) certificate).getSerialNumber();
        }
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(folder.resolve("store.p12").toFile(), PASSWORD.toCharArray());
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content)
                + "\n-----END " + what + "-----\n";
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-keystore",
                folder.resolve("store.p12").toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(arguments));
        var said = folder.resolve("keytool.log");
        var exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException(Files.readString(said));
        }
    }
}
