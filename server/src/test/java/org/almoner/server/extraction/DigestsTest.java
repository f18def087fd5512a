package org.almoner.server.extraction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.almoner.server.storage.Sha256;
import org.almoner.server.syndication.CancelToken;
import org.almoner.server.syndication.JobStopped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DigestsTest {

    @TempDir
    Path folder;

    @Test
    void areThoseOfTheStandard() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "abc");
        // FIPS 180-2, appendix B.1
        assertThat(Digests.sha256(file, cancelledAfter(Integer.MAX_VALUE)))
                .isEqualTo(new Sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void areGivenUpInTheMiddle() throws IOException {
        var file = Files.write(folder.resolve("file"), new byte[2 << 20]);
        assertThatExceptionOfType(JobStopped.class).isThrownBy(() -> Digests.sha256(file, cancelledAfter(3)));
    }

    private static CancelToken cancelledAfter(int questions) {
        var left = new AtomicInteger(questions);
        return new CancelToken() {
            @Override
            public boolean isCancelled() {
                return left.getAndDecrement() <= 0;
            }

            @Override
            public boolean isFinal() {
                return true;
            }

            @Override
            public void onCancel(Runnable act) {}
        };
    }
}
