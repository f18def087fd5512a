package org.almoner.server.subscription;

/** The XML that SNS answers with (Amazon SNS API reference, ConfirmSubscription and Unsubscribe). */
final class SnsXml {

    static final String CONTENT_TYPE = "text/xml";

    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    private SnsXml() {}

    static String confirmed(String subscriptionArn, String requestId) {
        return """
                <ConfirmSubscriptionResponse xmlns="%s">
                  <ConfirmSubscriptionResult>
                    <SubscriptionArn>%s</SubscriptionArn>
                  </ConfirmSubscriptionResult>
                  <ResponseMetadata>
                    <RequestId>%s</RequestId>
                  </ResponseMetadata>
                </ConfirmSubscriptionResponse>
                """.formatted(NAMESPACE, escaped(subscriptionArn), escaped(requestId));
    }

    static String unsubscribed(String requestId) {
        return """
                <UnsubscribeResponse xmlns="%s">
                  <ResponseMetadata>
                    <RequestId>%s</RequestId>
                  </ResponseMetadata>
                </UnsubscribeResponse>
                """.formatted(NAMESPACE, escaped(requestId));
    }

    static String error(String type, String code, String message, String requestId) {
        return """
                <ErrorResponse xmlns="%s">
                  <Error>
                    <Type>%s</Type>
                    <Code>%s</Code>
                    <Message>%s</Message>
                  </Error>
                  <RequestId>%s</RequestId>
                </ErrorResponse>
                """.formatted(NAMESPACE, type, code, escaped(message), escaped(requestId));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
