package io.sojourn.connectors.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that lead to no public receiver: this machine, this network, a cloud's metadata, and forms of IPv6 that
 * carry an IPv4 address within.
 */
final class PrivateNetworks {
    private static final List<Block> BLOCKS = Stream.of(
                    "0.0.0.0/8", // this host
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // carriers' own; Alibaba's metadata
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local; metadata of AWS, Azure, Google and others
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocols; Oracle's metadata
                    "192.0.2.0/24", // documentation
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/3", // multicast, reserved, broadcast
                    "::/96", // unspecified, loopback, IPv4 within
                    "64:ff9b::/96", // IPv4 within (NAT64)
                    "64:ff9b:1::/48", // the same, local
                    "100::/64", // discard
                    "2001::/32", // IPv4 within (Teredo)
                    "2001:db8::/32", // documentation
                    "2002::/16", // IPv4 within (6to4)
                    "fc00::/7", // unique-local; AWS's metadata
                    "fe80::/9", // link-local, site-local
                    "ff00::/8") // multicast
            .map(Block::of)
            .toList();

    private PrivateNetworks() {}

    static boolean include(InetAddress address) {
        byte[] bytes = address.getAddress();
        return BLOCKS.stream().anyMatch(block -> block.includes(bytes));
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares two blocks
    private record Block(byte[] start, int bits) {
        static Block of(String text) {
            int slash = text.indexOf('/');
            try {
                // A literal is not looked up.
                return new Block(
                        InetAddress.getByName(text.substring(0, slash)).getAddress(),
                        Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(text, e);
            }
        }

        boolean includes(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if (((address[bit >> 3] ^ start[bit >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
