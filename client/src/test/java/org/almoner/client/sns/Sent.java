package org.almoner.client.sns;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Messages as the Amazon SNS developer guide prints them, signed over the text that it documents, written out by hand here. */
final class Sent {

    private final CertificateServer certificates;
    private String version = "2";
    private String alias = "signing";

    Sent(CertificateServer certificates) {
        this.certificates = certificates;
    }

    Sent version(String number) {
        this.version = number;
        return this;
    }

    Sent signedBy(String key) {
        this.alias = key;
        return this;
    }

    Map<String, Object> notification(String id, @Nullable String subject) throws Exception {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("Type", "Notification");
        fields.put("MessageId", id);
        fields.put("TopicArn", "arn:aws:sns:us-west-2:123456789012:MyTopic");
        if (subject != null) {
            fields.put("Subject", subject);
        }
        fields.put("Message", "Hello world!\nsecond line");
        fields.put("Timestamp", "2012-05-02T00:54:06.655Z");
        fields.put(
                "UnsubscribeURL", certificates.address("/?Action=Unsubscribe").toString());
        var text = "Message\nHello world!\nsecond line\nMessageId\n" + id + "\n"
                + (subject == null ? "" : "Subject\n" + subject + "\n")
                + "Timestamp\n2012-05-02T00:54:06.655Z\nTopicArn\narn:aws:sns:us-west-2:123456789012:MyTopic\n"
                + "Type\nNotification\n";
        return signed(fields, text);
    }

    Map<String, Object> confirmation(String type) throws Exception {
        var fields = new LinkedHashMap<String, Object>();
        var url = certificates
                .address("/?Action=ConfirmSubscription&Token=2336412f37f")
                .toString();
        fields.put("Type", type);
        fields.put("MessageId", "165545c9-2a5c-472c-8df2-7ff2be2b3b1b");
        fields.put("Token", "2336412f37f");
        fields.put("TopicArn", "arn:aws:sns:us-west-2:123456789012:MyTopic");
        fields.put("Message", "You have chosen to subscribe to the topic.");
        fields.put("SubscribeURL", url);
        fields.put("Timestamp", "2012-04-26T20:45:04.751Z");
        var text =
                "Message\nYou have chosen to subscribe to the topic.\nMessageId\n165545c9-2a5c-472c-8df2-7ff2be2b3b1b\n"
                        + "SubscribeURL\n" + url + "\nTimestamp\n2012-04-26T20:45:04.751Z\nToken\n2336412f37f\n"
                        + "TopicArn\narn:aws:sns:us-west-2:123456789012:MyTopic\nType\n" + type + "\n";
        return signed(fields, text);
    }

    private Map<String, Object> signed(Map<String, Object> fields, String text) throws Exception {
        fields.put("SignatureVersion", version);
        fields.put("Signature", certificates.sign(alias, version.equals("1") ? "SHA1withRSA" : "SHA256withRSA", text));
        fields.put("SigningCertURL", certificates.address("/" + alias + ".pem").toString());
        return fields;
    }

    static byte[] bytes(Map<String, Object> fields) {
        return JsonMapper.shared().writeValueAsString(fields).getBytes(StandardCharsets.UTF_8);
    }
}
