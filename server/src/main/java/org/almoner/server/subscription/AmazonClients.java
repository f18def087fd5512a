package org.almoner.server.subscription;

import java.time.Duration;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** Connects to Amazon SNS as the settings say. */
final class AmazonClients {

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private AmazonClients() {}

    static SnsClient client(SubscriptionSettings.Amazon settings) {
        return SnsClient.builder()
                .region(Region.of(settings.region()))
                .applyMutation(builder -> {
                    if (settings.endpoint() != null) {
                        builder.endpointOverride(settings.endpoint());
                    }
                })
                .credentialsProvider(credentials(settings))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTION_TIMEOUT)
                        .socketTimeout(SILENCE))
                .build();
    }

    private static AwsCredentialsProvider credentials(SubscriptionSettings.Amazon settings) {
        if (settings.accessKeyId().isBlank()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                settings.accessKeyId(), settings.secretAccessKey().reveal()));
    }
}
