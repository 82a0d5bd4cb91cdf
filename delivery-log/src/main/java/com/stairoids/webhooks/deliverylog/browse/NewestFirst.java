package com.stairoids.webhooks.deliverylog.browse;

import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.view.LogKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** What several scans find, newest first, each position once. Belongs to one thread, and holds iterators until it is closed. */
final class NewestFirst implements AutoCloseable {
    private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::position));
    private final List<KeyValueIterator<Bytes, byte[]>> open = new ArrayList<>();

    NewestFirst(List<Scan> scans, TimeRange range) {
        try {
            scans.forEach(scan -> {
                KeyValueIterator<Bytes, byte[]> entries = scan.open(range);
                open.add(entries);
                advance(scan, entries);
            });
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Null where there is no other. */
    @Nullable
    Head next() {
        Head head = heads.poll();
        if (head == null) {
            return null;
        }
        advance(head.scan, head.rest);
        while (!heads.isEmpty() && heads.element().position.equals(head.position)) {
            Head again = heads.remove();
            advance(again.scan, again.rest);
        }
        return head;
    }

    private void advance(Scan scan, KeyValueIterator<Bytes, byte[]> entries) {
        if (entries.hasNext()) {
            KeyValue<Bytes, byte[]> entry = entries.next();
            heads.add(new Head(LogKeys.position(entry.key), entry, scan, entries));
        }
    }

    @Override
    public void close() {
        open.forEach(KeyValueIterator::close);
    }

    /** The first of what a scan has yet to give. */
    record Head(
            DeliveryPosition position, KeyValue<Bytes, byte[]> entry, Scan scan, KeyValueIterator<Bytes, byte[]> rest) {
        /** Null where it is gone meanwhile. */
        @Nullable
        LoggedDelivery delivery() {
            return scan.find(entry);
        }
    }
}
