package io.sojourn.customer;

/**
 * Where an id stands among many: a hash table of row numbers that only grows, open addressing with linear probing. The ids
 * are fingerprints, so their low bits are as good as a hash.
 */
final class Places {
    private int[] rowsPlusOne;
    private int used;

    Places(int expected) {
        rowsPlusOne = new int[Math.max(16, Integer.highestOneBit(Math.max(1, expected)) * 4)];
    }

    /** The latest row below {@code size} with this id, or -1. */
    int latest(long id, long[] ids, int size) {
        int mask = rowsPlusOne.length - 1;
        int latest = -1;
        for (int slot = (int) id & mask; rowsPlusOne[slot] != 0; slot = (slot + 1) & mask) {
            int row = rowsPlusOne[slot] - 1;
            if (row < size && row > latest && ids[row] == id) {
                latest = row;
            }
        }
        return latest;
    }

    void add(int row, long[] ids) {
        if (used * 2 >= rowsPlusOne.length) {
            int[] smaller = rowsPlusOne;
            rowsPlusOne = new int[smaller.length * 2];
            for (int rowPlusOne : smaller) {
                if (rowPlusOne != 0) {
                    put(rowPlusOne - 1, ids);
                }
            }
        }
        put(row, ids);
        used++;
    }

    private void put(int row, long[] ids) {
        int mask = rowsPlusOne.length - 1;
        int slot = (int) ids[row] & mask;
        while (rowsPlusOne[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        rowsPlusOne[slot] = row + 1;
    }
}
