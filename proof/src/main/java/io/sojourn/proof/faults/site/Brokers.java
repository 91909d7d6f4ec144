package io.sojourn.proof.faults.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cluster of one broker or of three, each with a listener for us and one behind a {@link Door} for the instances. */
public final class Brokers implements AutoCloseable {
    static final String CONTROLLER = "CONTROLLER";
    static final String DATA = "log.dirs";

    private static final String HOST = "127.0.0.1:";

    private final List<Broker> brokers = new ArrayList<>();
    private final List<Door> doors = new ArrayList<>();
    private final List<Integer> direct;
    private final List<Integer> inner;
    private final List<Integer> controllers;

    private Brokers(Path dir, int many) throws IOException {
        List<Integer> ports = freePorts(3 * many);
        direct = ports.subList(0, many);
        inner = ports.subList(many, 2 * many);
        controllers = ports.subList(2 * many, 3 * many);
        for (int port : inner) {
            doors.add(Door.before(port));
        }
        for (int node = 0; node < many; node++) {
            brokers.add(Broker.begin(settings(node, many, dir), dir.resolve("broker-" + node + ".log")));
        }
        for (Broker broker : brokers) {
            broker.await();
        }
    }

    static Brokers start(Path dir, int many) throws IOException {
        return new Brokers(Files.createDirectories(dir), many);
    }

    public Broker broker(int number) {
        return brokers.get(number);
    }

    /** Cuts the instances off from all of them. */
    public void cut() {
        doors.forEach(Door::cut);
    }

    public void mend() {
        doors.forEach(Door::mend);
    }

    /** For the run's own clients, which no fault cuts off. */
    String direct() {
        return addresses(direct);
    }

    /** For the instances. */
    String throughDoors() {
        return addresses(doors.stream().map(Door::port).toList());
    }

    private Map<String, String> settings(int node, int many, Path dir) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "" + node);
        settings.put(DATA, dir.resolve("data-" + node).toString());
        settings.put(
                "listeners",
                "DIRECT://" + HOST + direct.get(node) + ",DOOR://" + HOST + inner.get(node) + "," + CONTROLLER + "://"
                        + HOST + controllers.get(node));
        settings.put(
                "advertised.listeners",
                "DIRECT://" + HOST + direct.get(node) + ",DOOR://" + HOST
                        + doors.get(node).port());
        settings.put("listener.security.protocol.map", "DIRECT:PLAINTEXT,DOOR:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", "DIRECT");
        settings.put("controller.listener.names", CONTROLLER);
        settings.put(
                "controller.quorum.voters",
                IntStream.range(0, many)
                        .mapToObj(each -> each + "@" + HOST + controllers.get(each))
                        .collect(Collectors.joining(",")));
        for (String internal : List.of("offsets.topic", "transaction.state.log")) {
            settings.put(internal + ".replication.factor", "" + many);
            settings.put(internal + ".num.partitions", "4");
        }
        String most = "" + Math.min(2, many);
        settings.put("transaction.state.log.min.isr", most);
        settings.put("min.insync.replicas", most);
        settings.put("default.replication.factor", "" + many);
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // So that a run need not wait for long until who is gone is missed.
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("message.max.bytes", "4000000");
        settings.put("log.cleaner.dedupe.buffer.size", "" + 16 * 1024 * 1024);
        return settings;
    }

    private static String addresses(List<Integer> ports) {
        return ports.stream().map(port -> HOST + port).collect(Collectors.joining(","));
    }

    /** Taken by nobody now; they stay the brokers' over their restarts, as clients expect. */
    private static List<Integer> freePorts(int many) throws IOException {
        List<ServerSocket> probes = new ArrayList<>();
        try {
            for (int i = 0; i < many; i++) {
                probes.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return probes.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket probe : probes) {
                probe.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        brokers.forEach(Broker::close);
        for (Door door : doors) {
            door.close();
        }
    }
}
