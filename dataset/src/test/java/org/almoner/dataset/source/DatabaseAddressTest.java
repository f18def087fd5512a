package org.almoner.dataset.source;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class DatabaseAddressTest {

    /** In whatever place drivers take one, and whatever is wrong with the rest. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:nosuch://db.example:5432/bills?user=u&password=s3cr3t-pw",
                "jdbc:nosuch://u:s3cr3t-pw@db.example/bills",
                "jdbc:nosuch:thin:u/s3cr3t-pw@db.example:1521/bills",
                "jdbc:nosuch://db.example;user=u;password=s3cr3t-pw",
                "jdbc:postgresql://127.0.0.1:1/bills?user=u&password=s3cr3t-pw",
                "jdbc:postgresql://127.0.0.1:x/bills?user=u&password=s3cr3t-pw",
                "jdbc:postgresql://127.0.0.1:1/bills?user=u&sslpassword=s3cr3t-pw&socketTimeout=no",
                "jdbc:h2:mem:x;USER=u;PASSWORD=s3cr3t-pw;NO_SUCH_SETTING=1",
                "jdbc:h2:mem:x;USER=u;PASSWORD=s3cr3t-pw;INIT=select 's3cr3t-pw' from nothing"
            })
    void aPasswordInTheAddressIsNotShown(String url) {
        shownWithoutSecret(new DatabaseAddress(url, new Properties()));
    }

    @Test
    void aPasswordInTheSettingsIsNotShown() {
        var properties = new Properties();
        properties.setProperty("user", "u");
        properties.setProperty("password", "s3cr3t-pw");
        properties.setProperty("INIT", "select 's3cr3t-pw' from nothing");
        shownWithoutSecret(new DatabaseAddress("jdbc:h2:mem:y", properties));
        shownWithoutSecret(new DatabaseAddress("jdbc:nosuch:y", properties));
    }

    @Test
    void aPasswordWithEscapesIsNotShownEitherWay() {
        var address = new DatabaseAddress("jdbc:x://h/d?password=a%21b%40c", new Properties());
        assertThat(address.censored("tried a%21b%40c, then a!b@c")).isEqualTo("tried ***, then ***");
    }

    @Test
    void whereItIsIsShown() {
        assertThat(new DatabaseAddress("jdbc:postgresql://db.example:5432/bills?user=u&password=p", new Properties()))
                .hasToString("jdbc:postgresql://db.example:5432/bills");
    }

    private static void shownWithoutSecret(DatabaseAddress address) {
        assertThat(address.toString()).doesNotContain("s3cr3t");
        var thrown = catchThrowable(() -> DatabaseSnapshot.open(address).close());
        assertThat(thrown).isInstanceOf(SourceException.class).hasMessageContaining("cannot be reached");
        var all = new StringWriter();
        thrown.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain("s3cr3t");
    }
}
