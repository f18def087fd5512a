package org.almoner.bench.notify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;

import org.almoner.bench.measure.BenchFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Verifies notifications by the documented string to sign (Amazon SNS Developer Guide, "Verifying the signatures of Amazon SNS messages"). */
final class Signatures {

    private static final List<String> SIGNED =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");

    private Signatures() {}

    /** @throws BenchFailure if one of them is not what the server has signed, with version 2 */
    static void verify(List<byte[]> bodies, URI server) {
        var messages = bodies.stream().map(JsonMapper.shared()::readTree).toList();
        if (messages.isEmpty()) {
            throw new BenchFailure("There is no notification to verify");
        }
        try {
            var key = key(
                    server, URI.create(messages.getFirst().get("SigningCertURL").asString()));
            for (var message : messages) {
                var signature = Signature.getInstance("SHA256withRSA");
                signature.initVerify(key);
                signature.update(text(message).getBytes(UTF_8));
                if (!signature.verify(
                        Base64.getDecoder().decode(message.get("Signature").asString()))) {
                    throw new BenchFailure("The signature of a notification is wrong: " + message);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new BenchFailure("A notification could not be verified", e);
        }
    }

    private static String text(JsonNode message) {
        var text = new StringBuilder();
        for (var name : SIGNED) {
            if (message.has(name)) {
                text.append(name)
                        .append('\n')
                        .append(message.get(name).asString())
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static PublicKey key(URI server, URI certificate) throws GeneralSecurityException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.resolve(certificate.getRawPath()));
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(answer.body()))
                    .getPublicKey();
        } catch (IOException e) {
            throw new BenchFailure("The certificate could not be fetched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted", e);
        }
    }
}
