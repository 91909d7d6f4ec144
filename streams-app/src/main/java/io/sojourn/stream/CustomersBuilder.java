package io.sojourn.stream;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds {@link Customers} around an ordinary logged key-value store, which keeps all its settings. */
final class CustomersBuilder implements StoreBuilder<Customers> {
    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> inner;
    private final Function<KeyValueStore<Bytes, byte[]>, Customers> around;

    CustomersBuilder(
            StoreBuilder<KeyValueStore<Bytes, byte[]>> inner,
            Function<KeyValueStore<Bytes, byte[]>, Customers> around) {
        this.inner = inner;
        this.around = around;
    }

    @Override
    public Customers build() {
        return around.apply(inner.build());
    }

    /** The write-back is the store's nature and cannot be switched. */
    @Override
    public StoreBuilder<Customers> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<Customers> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<Customers> withLoggingEnabled(Map<String, String> config) {
        inner.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<Customers> withLoggingDisabled() {
        inner.withLoggingDisabled();
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return inner.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return inner.loggingEnabled();
    }

    @Override
    public String name() {
        return inner.name();
    }
}
