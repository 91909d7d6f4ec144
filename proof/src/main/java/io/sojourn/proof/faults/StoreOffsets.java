package io.sojourn.proof.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** How far into its changelog each store of a state folder says it reaches; Kafka Streams keeps that inside the store. */
final class StoreOffsets {
    private static final byte[] OFFSETS = "offsets".getBytes(UTF_8);

    /** Of a RocksDB there is one. */
    private static final String MARK = "CURRENT";

    private StoreOffsets() {}

    /** Makes every store below {@code to} say what the same store below {@code from} says. */
    static void copy(Path from, Path to) throws IOException, RocksDBException {
        for (Path store : stores(to)) {
            copyStore(from.resolve(to.relativize(store)), store);
        }
    }

    private static List<Path> stores(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.endsWith(MARK)).map(Path::getParent).toList();
        }
    }

    private static void copyStore(Path from, Path to) throws RocksDBException {
        List<ColumnFamilyHandle> given = new ArrayList<>();
        List<ColumnFamilyHandle> changed = new ArrayList<>();
        try (DBOptions options = new DBOptions();
                RocksDB source = RocksDB.openReadOnly(options, from.toString(), families(from), given);
                RocksDB target = RocksDB.open(options, to.toString(), families(to), changed)) {
            ColumnFamilyHandle offsets = offsets(changed);
            try (RocksIterator each = source.newIterator(offsets(given))) {
                for (each.seekToFirst(); each.isValid(); each.next()) {
                    target.put(offsets, each.key(), each.value());
                }
            }
            given.forEach(ColumnFamilyHandle::close);
            changed.forEach(ColumnFamilyHandle::close);
        }
    }

    private static List<ColumnFamilyDescriptor> families(Path store) throws RocksDBException {
        try (Options options = new Options()) {
            return RocksDB.listColumnFamilies(options, store.toString()).stream()
                    .map(ColumnFamilyDescriptor::new)
                    .toList();
        }
    }

    private static ColumnFamilyHandle offsets(List<ColumnFamilyHandle> handles) throws RocksDBException {
        for (ColumnFamilyHandle handle : handles) {
            if (Arrays.equals(handle.getName(), OFFSETS)) {
                return handle;
            }
        }
        throw new IllegalStateException("Kafka Streams keeps offsets elsewhere now");
    }
}
