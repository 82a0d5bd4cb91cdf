package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest record of each endpoint, on disk. It is empty when it is opened, whatever an earlier run left there: since
 * a tombstone is compacted away some time after it was written, a table that was read on from where it stopped could
 * miss one and keep its endpoint for ever. For the same reason nothing is made durable.
 *
 * <p>Thread-safe. The lock is there for {@link #close}: what is native must not be freed while somebody reads.
 */
public final class SubscriptionStore implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SubscriptionStore.class);

    private final TableDirectory directory;
    private final StoreOptions options;
    private final RocksDB records;
    private final WriteOptions withoutLog = new WriteOptions().setDisableWAL(true);
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
    private boolean closed;

    private SubscriptionStore(TableDirectory directory, StoreOptions options, RocksDB records) {
        this.directory = directory;
        this.options = options;
        this.records = records;
    }

    /**
     * An empty store in a directory of its own below {@code stateDirectory}.
     *
     * @throws InvalidSettingException where nothing can be kept there
     */
    public static SubscriptionStore open(Path stateDirectory) {
        try {
            TableDirectory directory = TableDirectory.take(stateDirectory);
            try {
                return open(directory);
            } catch (RocksDBException e) {
                directory.close();
                throw new IOException(e.getMessage(), e);
            }
        } catch (IOException e) {
            throw new InvalidSettingException(
                    TableSettings.STATE_DIRECTORY.name() + " must be a directory that the sender can write to; in "
                            + stateDirectory.toAbsolutePath() + " it cannot keep its table of subscriptions: " + e,
                    e);
        }
    }

    private static SubscriptionStore open(TableDirectory directory) throws RocksDBException {
        RocksDB.loadLibrary();
        StoreOptions options = new StoreOptions();
        try {
            return new SubscriptionStore(directory, options, RocksDB.open(options.database(), path(directory)));
        } catch (RocksDBException e) {
            options.close();
            throw e;
        }
    }

    /** Applies changes in their order; all of them can be read once it returns. */
    void apply(List<Change> changes) {
        inUse.readLock().lock();
        try (WriteBatch batch = new WriteBatch()) {
            requireOpen();
            for (Change change : changes) {
                if (change.json == null) {
                    batch.delete(bytes(change.key));
                } else {
                    batch.put(bytes(change.key), stored(change.offset, change.json));
                }
            }
            records.write(withoutLog, batch);
        } catch (RocksDBException e) {
            throw new TableFailedException(directory.path(), e);
        } finally {
            inUse.readLock().unlock();
        }
    }

    /** The endpoint's latest record; empty where there is none, or where the latest is a tombstone. */
    Optional<Stored> find(EndpointKey key) {
        inUse.readLock().lock();
        try {
            requireOpen();
            return Optional.ofNullable(records.get(bytes(key))).map(SubscriptionStore::stored);
        } catch (RocksDBException e) {
            throw new TableFailedException(directory.path(), e);
        } finally {
            inUse.readLock().unlock();
        }
    }

    /** About how many endpoints there are. */
    long estimatedSize() {
        inUse.readLock().lock();
        try {
            requireOpen();
            return records.getLongProperty("rocksdb.estimate-num-keys");
        } catch (RocksDBException e) {
            throw new TableFailedException(directory.path(), e);
        } finally {
            inUse.readLock().unlock();
        }
    }

    /** Deletes all of it. Safe to repeat. */
    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            records.close();
            withoutLog.close();
            options.close();
            directory.close();
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("directory", directory.path())
                    .addKeyValue("reason", e.toString())
                    .log("the table could not be deleted; the next sender there does it");
        } finally {
            inUse.writeLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the table of subscriptions is closed");
        }
    }

    private static String path(TableDirectory directory) {
        return directory.path().toString();
    }

    private static byte[] bytes(EndpointKey key) {
        return key.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] stored(long offset, byte[] json) {
        return ByteBuffer.allocate(Long.BYTES + json.length)
                .putLong(offset)
                .put(json)
                .array();
    }

    private static Stored stored(byte[] value) {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        long offset = buffer.getLong();
        byte[] json = new byte[buffer.remaining()];
        buffer.get(json);
        return new Stored(offset, json);
    }

    /**
     * A record of the subscriptions topic.
     *
     * @param json null for a tombstone
     */
    record Change(EndpointKey key, long offset, byte @Nullable [] json) {}

    /** What is kept of an endpoint. */
    record Stored(long offset, byte[] json) {}
}
