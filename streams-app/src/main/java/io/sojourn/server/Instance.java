package io.sojourn.server;

import io.sojourn.decisions.CustomerState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** One running member of the pipeline, as far as the server asks it; every method may be called from any thread. */
public interface Instance {
    /**
     * What is known of a customer whose partition is here.
     *
     * @return empty when the partition is here and holds no such customer
     * @throws NotNowException when another instance holds the partition, or it is still being restored
     */
    Optional<CustomerState> customer(String customerId);

    /** Whose HTTP address to ask about a customer; null while the partitions are being handed out. */
    @Nullable
    HostInfo ownerOf(String customerId);

    /** The HTTP address under which the others know this instance; null when it has been given none. */
    @Nullable
    HostInfo self();

    /** The HTTP addresses of all members, this one included. */
    List<HostInfo> everyone();

    /**
     * How many customers of this instance's partitions stand where: ladder → stage → customers.
     *
     * @throws NotNowException while the partitions are being handed out or restored
     */
    Map<String, Map<String, Long>> population();

    /** How many ledger partitions {@link #population()} counts, and how many there are in all. */
    Share share();

    /** A part of the ledger's partitions: the population of all is right only when the shares make up the whole. */
    record Share(int partitions, int of) {}

    /** How this instance is. */
    Vitals vitals();
}
