package io.sojourn.connectors.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a receiver's name up, and refuses private addresses. The HTTP client connects to what is answered here and looks
 * up nothing itself, so a name that leads elsewhere a moment later gains nothing.
 */
final class AddressGuard implements DnsResolver {
    private final DnsResolver names;
    private final boolean allowPrivate;

    AddressGuard(DnsResolver names, boolean allowPrivate) {
        this.names = names;
        this.allowPrivate = allowPrivate;
    }

    /** @throws PrivateAddressException if any of its addresses is private: the others may be there to hide it */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = names.resolve(host);
        if (!allowPrivate) {
            for (InetAddress address : found) {
                if (PrivateNetworks.include(address)) {
                    throw new PrivateAddressException(host, address);
                }
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    /** The receiver is where webhooks must not go. */
    static final class PrivateAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1;

        PrivateAddressException(String host, InetAddress address) {
            super(host + " leads to " + address.getHostAddress() + ", a private address: webhooks go there only with "
                    + WebhookSettings.ALLOW_PRIVATE + "=true");
        }
    }
}
