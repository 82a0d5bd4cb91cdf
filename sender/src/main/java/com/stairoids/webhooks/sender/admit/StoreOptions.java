package com.stairoids.webhooks.sender.admit;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * RocksDB as a map that is filled once and then mostly read, in bounded memory: blocks, indexes, filters and what is
 * not yet on disk share one cache.
 */
final class StoreOptions implements AutoCloseable {
    private static final long CACHE_BYTES = 32L << 20;

    /** Of the cache, for records that are not yet on disk: two buffers, one of which is being written. */
    private static final long BUFFERS_BYTES = 16L << 20;

    private static final long BUFFER_BYTES = 8L << 20;

    /** A larger block has a smaller index, and compresses better; a look-up reads one. */
    private static final long BLOCK_BYTES = 8L << 10;

    /** One of a hundred look-ups of an endpoint that is not there reads a block for nothing. */
    private static final double FILTER_BITS_PER_KEY = 10;

    /** Each open file costs memory too. */
    private static final int OPEN_FILES = 128;

    private static final long LOG_BYTES = 1L << 20;

    static {
        RocksDB.loadLibrary();
    }

    private final LRUCache cache = new LRUCache(CACHE_BYTES);
    private final BloomFilter filter = new BloomFilter(FILTER_BITS_PER_KEY);
    private final WriteBufferManager buffers = new WriteBufferManager(BUFFERS_BYTES, cache);
    private final Options database = new Options()
            .setCreateIfMissing(true)
            .setWriteBufferManager(buffers)
            .setWriteBufferSize(BUFFER_BYTES)
            .setMaxWriteBufferNumber(2)
            .setMaxOpenFiles(OPEN_FILES)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setAvoidFlushDuringShutdown(true)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setStatsDumpPeriodSec(0)
            .setMaxLogFileSize(LOG_BYTES)
            .setKeepLogFileNum(1)
            .setTableFormatConfig(new BlockBasedTableConfig()
                    .setBlockCache(cache)
                    .setBlockSize(BLOCK_BYTES)
                    .setFilterPolicy(filter)
                    .setCacheIndexAndFilterBlocks(true)
                    .setPinL0FilterAndIndexBlocksInCache(true));

    Options database() {
        return database;
    }

    /** Only once the database is closed. */
    @Override
    public void close() {
        database.close();
        buffers.close();
        filter.close();
        cache.close();
    }
}
