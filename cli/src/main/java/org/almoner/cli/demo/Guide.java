package org.almoner.cli.demo;

import java.net.URI;
import java.nio.file.Path;

import org.almoner.client.catalog.VersionAddress;

/** What a new user reads when the server is up: the curl lines of the API's document with the right names in them. */
final class Guide {

    private Guide() {}

    /**
     * The text.
     *
     * @param version one that its reader may fetch
     * @param tenant the mnemonic of its reader's organization
     * @param extract the id of one that its reader may fetch
     */
    static String text(URI address, Path envFile, VersionAddress version, String tenant, long extract) {
        return """
                Almoner is up at %1$s

                  API, browsable   %1$s/docs
                  credentials      %2$s

                Fetch a release, in another terminal:

                  . %2$s
                  TOKEN=$(curl -s -X POST $ALMONER_URL/oauth/token -H 'Content-Type: application/json' \\
                    -d '{"grant_type":"client_credentials","client_id":"'$ALMONER_CLIENT_ID'","client_secret":"'$ALMONER_CLIENT_SECRET'"}' \\
                    | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

                  curl -X GET $ALMONER_URL/download/v1/products -H "Authorization: Bearer $TOKEN"
                  curl -X GET $ALMONER_URL/download/v2/products/%3$s/sub-products -H "Authorization: Bearer $TOKEN"
                  curl -X GET $ALMONER_URL/download/v2/products/%3$s/sub-products/%4$s/versions -H "Authorization: Bearer $TOKEN"
                  curl -X GET $ALMONER_URL/download/v1/products/%3$s/sub-products/%4$s/versions/%5$s/files -H "Authorization: Bearer $TOKEN"
                  curl -X PUT -OJ "DOWNLOAD_URL"        # a download_url of the last answer; it works for five minutes

                Fetch an extract of a population's records:

                  curl -H "Authorization: Bearer $TOKEN" %6$s/api/extracts
                  curl -OJ -H "Authorization: Bearer $TOKEN" %6$s/api/extracts/%7$d/download
                  curl -r 1000- -H "Authorization: Bearer $TOKEN" %6$s/api/extracts/%7$d/download     # from byte 1000 on

                Or let Almoner do it: ./almoner products, ./almoner get %3$s/%4$s/%5$s,
                ./almoner extracts, ./almoner extract get %7$d

                Ctrl-C stops the server.""".formatted(
                        address,
                        envFile,
                        version.productSlug(),
                        version.subProductSlug(),
                        version.versionSlug(),
                        tenantAddress(address, tenant),
                        extract);
    }

    /** Where the Data Syndication API has the tenant in the host's name; all names below localhost are this machine's. */
    private static String tenantAddress(URI address, String tenant) {
        return "%s://%s.datasyndication.%s:%d"
                .formatted(address.getScheme(), tenant, address.getHost(), address.getPort());
    }
}
