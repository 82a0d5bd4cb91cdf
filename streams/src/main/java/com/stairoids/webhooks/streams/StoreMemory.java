package com.stairoids.webhooks.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory of all stores together, outside Java's heap: blocks that were read, indexes, and what is not written to disk
 * yet. RocksDB's own default is some 100 MiB for each store of each partition.
 */
public final class StoreMemory implements AutoCloseable {
    /** Where Streams' configuration has it. */
    public static final String PROPERTY = "stairoids.store-memory";

    private static final long WRITE_BUFFER_BYTES = 4 * 1024 * 1024;

    /** Of the blocks, for indexes and filters: each is worth thousands of records, and is read again as a whole. */
    private static final double INDEX_SHARE = 0.5;

    /** Chosen by RocksDB. */
    private static final int SHARD_BITS = -1;

    private final Cache blocks;
    private final WriteBufferManager writeBuffers;
    private final CompressionType compression;

    /** @param bytes of which half at most are waiting to be written */
    public StoreMemory(long bytes) {
        this(bytes, CompressionType.NO_COMPRESSION);
    }

    /**
     * The same, for stores that are compressed on disk.
     *
     * @param bytes of which half at most are waiting to be written
     */
    public StoreMemory(long bytes, CompressionType compression) {
        RocksDB.loadLibrary();
        this.compression = compression;
        blocks = new LRUCache(bytes, SHARD_BITS, false, INDEX_SHARE);
        writeBuffers = new WriteBufferManager(bytes / 2, blocks);
    }

    private void apply(Options options) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(blocks);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        // In parts, of which those in use stay: whole, those of a file of 64 MiB have as many and fit into no small
        // cache.
        table.setIndexType(IndexType.kTwoLevelIndexSearch);
        table.setPartitionFilters(true);
        options.setTableFormatConfig(table);
        // Most of what is looked for is new: without filters of the last level, where most is, that costs a read of it.
        options.setOptimizeFiltersForHits(false);
        options.setWriteBufferManager(writeBuffers);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setCompressionType(compression);
    }

    /** Once every store is closed. */
    @Override
    public void close() {
        writeBuffers.close();
        blocks.close();
    }

    /** Streams makes one for each store. */
    public static final class Setter implements RocksDBConfigSetter {
        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            if (!(configs.get(PROPERTY) instanceof StoreMemory memory)) {
                throw new IllegalStateException("the stores were given no memory");
            }
            memory.apply(options);
        }

        @Override
        public void close(String storeName, Options options) {
            // The memory is the other stores' too; it is closed by whoever started Streams.
        }
    }
}
