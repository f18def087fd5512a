package org.almoner.server.subscription;

import java.util.ArrayList;
import java.util.List;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** Amazon SNS as far as publishing goes; remembers what it took. */
final class MemorySns implements SnsClient {

    final List<PublishRequest> published = new ArrayList<>();

    /** Which message it does not take, once; the first is 0. */
    int refusing = Integer.MAX_VALUE;

    @Override
    public synchronized PublishResponse publish(PublishRequest request) {
        if (published.size() == refusing) {
            refusing = Integer.MAX_VALUE;
            throw SdkClientException.create("Refused");
        }
        published.add(request);
        return PublishResponse.builder().messageId("" + published.size()).build();
    }

    @Override
    public CreateTopicResponse createTopic(CreateTopicRequest request) {
        return CreateTopicResponse.builder().topicArn("arn:" + request.name()).build();
    }

    @Override
    public String serviceName() {
        return "sns";
    }

    @Override
    public void close() {}
}
