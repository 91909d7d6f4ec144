package io.sojourn.stream;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One budget of memory for all RocksDB stores of the process: blocks, indexes, filters and write buffers together.
 * Streams makes one of these for each store; the budget is the process's.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    /** Setting that carries the budget in bytes. */
    static final String MEMORY = "sojourn.rocksdb.memory";

    private static final double FOR_WRITING = 0.5;
    private static final int SHARD_BITS_BY_SIZE = -1;
    private static final long BLOCK_BYTES = 16 * 1024L;
    private static final int BLOOM_BITS = 10;

    private static @Nullable Cache cache;
    private static @Nullable WriteBufferManager writeBuffers;

    private @Nullable BloomFilter filter;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        long memory = Long.parseLong(String.valueOf(configs.get(MEMORY)));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        filter = new BloomFilter(BLOOM_BITS);
        table.setBlockCache(sharedCache(memory));
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setBlockSize(BLOCK_BYTES);
        table.setFilterPolicy(filter);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(sharedWriteBuffers(memory));
    }

    private static synchronized Cache sharedCache(long memory) {
        if (cache == null) {
            cache = new LRUCache(memory, SHARD_BITS_BY_SIZE, false, 0.1);
        }
        return cache;
    }

    private static synchronized WriteBufferManager sharedWriteBuffers(long memory) {
        if (writeBuffers == null) {
            writeBuffers = new WriteBufferManager((long) (memory * FOR_WRITING), sharedCache(memory));
        }
        return writeBuffers;
    }

    /** The shared budget stays: other stores live by it. */
    @Override
    public void close(String storeName, Options options) {
        if (filter != null) {
            filter.close();
        }
    }
}
