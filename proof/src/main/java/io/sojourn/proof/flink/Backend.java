package io.sojourn.proof.flink;

import java.nio.file.Path;
import java.util.Locale;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/**
 * Where Flink keeps state, each as its documentation advises ("State Backends", "Tuning Checkpoints and Large State", "Set
 * up TaskManager Memory").
 */
enum Backend {
    /** Objects on the JVM's heap; no managed memory, which nobody would use. */
    HEAP {
        @Override
        void configure(Configuration flink, Path dir) {
            flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
            flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ZERO);
        }
    },

    /**
     * RocksDB and everything else at its default. A MiniCluster's 128 MiB of managed memory is nobody's default: these are
     * the 40 % of a TaskManager as Flink ships its configuration.
     */
    ROCKSDB {
        @Override
        void configure(Configuration flink, Path dir) {
            flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
            flink.set(RocksDBOptions.LOCAL_DIRECTORIES, dir.resolve("rocksdb").toString());
            flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
        }
    },

    /**
     * RocksDB with what the documentation advises for speed, first of all more memory: incremental checkpoints, timers on
     * the heap, Bloom filters, level sizes that follow the data, and more threads for flushes and compactions.
     */
    ROCKSDB_TUNED {
        @Override
        void configure(Configuration flink, Path dir) {
            ROCKSDB.configure(flink, dir);
            flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1024));
            flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
            flink.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.HEAP);
            flink.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
            flink.set(RocksDBConfigurableOptions.USE_DYNAMIC_LEVEL_SIZE, true);
            flink.set(RocksDBConfigurableOptions.MAX_BACKGROUND_THREADS, 4);
        }
    };

    abstract void configure(Configuration flink, Path dir);

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
