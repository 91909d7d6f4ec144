package io.sojourn.proof.faults.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A network that can be cut. */
class DoorTest {
    private ServerSocket behind;
    private Door door;

    @BeforeEach
    void open() throws IOException {
        behind = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        door = Door.before(behind.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        door.close();
        behind.close();
    }

    @Test
    void bytes_pass_both_ways() throws IOException {
        try (Socket outside = knock();
                Socket inside = behind.accept()) {
            outside.getOutputStream().write(7);
            assertThat(inside.getInputStream().read()).isEqualTo(7);
            inside.getOutputStream().write(8);
            assertThat(outside.getInputStream().read()).isEqualTo(8);
        }
    }

    @Test
    void a_cut_ends_every_connection_and_lets_no_new_one_through_until_it_is_mended() throws IOException {
        try (Socket outside = knock();
                Socket inside = behind.accept()) {
            door.cut();
            assertThat(hasEnded(inside)).isTrue();
            assertThat(hasEnded(outside)).isTrue();
            try (Socket late = knock()) {
                assertThat(hasEnded(late)).isTrue();
            }
            door.mend();
            bytes_pass_both_ways();
        }
    }

    private static boolean hasEnded(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    private Socket knock() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), door.port());
    }
}
