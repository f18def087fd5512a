package org.almoner.cli.demo;

import java.net.URI;
import java.nio.file.Path;

/** What a new user reads when the server is up: the curl lines of the API's document with the right names in them. */
final class Guide {

    private Guide() {}

    /** The text; the slugs are those of a version that its reader may fetch. */
    static String text(URI address, Path envFile, String productSlug, String subProductSlug, String versionSlug) {
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

                Or let Almoner do it: ./almoner products, ./almoner get %3$s/%4$s/%5$s

                Ctrl-C stops the server.""".formatted(address, envFile, productSlug, subProductSlug, versionSlug);
    }
}
