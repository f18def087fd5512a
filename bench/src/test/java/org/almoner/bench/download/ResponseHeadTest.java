package org.almoner.bench.download;

import java.nio.ByteBuffer;

import org.almoner.bench.measure.BenchFailure;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ResponseHeadTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nDate: today\r\ncontent-length: 3\r\n\r\n";

    @Test
    void stopsAtTheBody() {
        var arrived = bytes(HEAD + "abc");

        assertThat(ResponseHead.read(arrived)).contains(new ResponseHead(200, 3));
        assertThat(ISO_8859_1.decode(arrived).toString()).isEqualTo("abc");
    }

    @Test
    void waitsForTheWholeHead() {
        for (int length = 0; length < HEAD.length(); length++) {
            var arrived = bytes(HEAD.substring(0, length));

            assertThat(ResponseHead.read(arrived)).isEmpty();
            assertThat(arrived.remaining()).isEqualTo(length);
        }
    }

    @Test
    void tellsThatThereIsNoLength() {
        assertThat(ResponseHead.read(bytes("HTTP/1.1 503 \r\n\r\n"))).contains(new ResponseHead(503, -1));
    }

    @Test
    void refusesWhatIsNotHttp() {
        assertThatExceptionOfType(BenchFailure.class)
                .isThrownBy(() -> ResponseHead.read(bytes("SSH-2.0-OpenSSH\r\n\r\n")));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }
}
