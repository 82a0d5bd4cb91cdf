package com.stairoids.webhooks.deliverylog.run;

import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.browse.OpenStores;
import com.stairoids.webhooks.deliverylog.view.LogTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The stores of the Streams that runs now; which that is, its supervisor says. */
final class StreamsStores implements OpenStores {
    private final BooleanSupplier isCaughtUp;
    private volatile @Nullable Run run;

    /** @param isCaughtUp whether the stores are of the present and not of when they were closed last */
    StreamsStores(BooleanSupplier isCaughtUp) {
        this.isCaughtUp = isCaughtUp;
    }

    /** @param partitions of the attempts */
    void are(KafkaStreams streams, int partitions) {
        run = new Run(streams, partitions);
    }

    @Override
    public List<Partition> all() throws LogUnavailableException {
        Run current = run;
        if (current == null || current.streams.state() != State.RUNNING || !isCaughtUp.getAsBoolean()) {
            throw new LogUnavailableException("the delivery log is being read from Kafka");
        }
        try {
            List<Partition> partitions = new ArrayList<>();
            for (int partition = 0; partition < current.partitions; partition++) {
                partitions.add(new Partition(
                        store(current.streams, LogTopology.DELIVERY_STORE, partition),
                        store(current.streams, LogTopology.TOTAL_STORE, partition)));
            }
            return partitions;
        } catch (InvalidStateStoreException e) {
            throw new LogUnavailableException("the delivery log is being read from Kafka", e);
        }
    }

    private static ReadOnlyKeyValueStore<Bytes, byte[]> store(KafkaStreams streams, String name, int partition) {
        return streams.store(
                StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                        .withPartition(partition));
    }

    private record Run(KafkaStreams streams, int partitions) {}
}
