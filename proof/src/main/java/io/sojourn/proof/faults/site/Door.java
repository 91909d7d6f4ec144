package io.sojourn.proof.faults.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between the instances and the broker: passes bytes on, and can be cut. */
public final class Door implements AutoCloseable {
    private final ServerSocket server;
    private final InetSocketAddress behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Door(ServerSocket server, InetSocketAddress behind) {
        this.server = server;
        this.behind = behind;
    }

    static Door before(int port) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        Door door = new Door(new ServerSocket(0, 50, here), new InetSocketAddress(here, port));
        start("door", door::accept);
        return door;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Drops every connection and takes no new one. */
    public void cut() {
        cut = true;
        open.forEach(Door::drop);
    }

    public void mend() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket outside = server.accept();
                if (cut) {
                    drop(outside);
                } else {
                    join(outside);
                }
            } catch (IOException e) {
                // Closed, or the broker is away: whoever knocked hears that their connection is gone.
            }
        }
    }

    private void join(Socket outside) throws IOException {
        Socket inside = new Socket();
        try {
            inside.connect(behind);
        } catch (IOException e) {
            drop(outside);
            throw e;
        }
        outside.setTcpNoDelay(true);
        inside.setTcpNoDelay(true);
        open.add(outside);
        open.add(inside);
        start("door-in", () -> pass(outside, inside));
        start("door-out", () -> pass(inside, outside));
        if (cut) {
            open.forEach(Door::drop);
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has gone, so the other goes too.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(Door::drop);
    }
}
