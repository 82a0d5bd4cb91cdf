package com.stairoids.webhooks.schemas.topic;

import java.util.Map;

/** Where a cluster is not as declared. */
public sealed interface TopicDifference {
    Topic topic();

    /** One sentence for an operator. */
    String describe();

    record Missing(Topic topic, int partitions) implements TopicDifference {
        @Override
        public String describe() {
            return topic.topicName() + " does not exist; it would be created with " + partitions + " partition(s)";
        }
    }

    record FewerPartitions(Topic topic, int actual, int declared) implements TopicDifference {
        @Override
        public String describe() {
            return topic.topicName() + " has " + actual + " partition(s) and would grow to " + declared;
        }
    }

    /** Of a topic that must have one. Kafka cannot shrink a topic, so nothing would be done. */
    record MorePartitions(Topic topic, int actual, int declared) implements TopicDifference {
        @Override
        public String describe() {
            return topic.topicName() + " has " + actual + " partitions, more than " + declared
                    + "; it must have one: move its records to a new topic of one partition";
        }
    }

    record Replication(Topic topic, int actual, int declared) implements TopicDifference {
        @Override
        public String describe() {
            return topic.topicName() + " has " + actual + " replica(s) instead of " + declared
                    + "; reassign its partitions with kafka-reassign-partitions";
        }
    }

    record Configuration(Topic topic, Map<String, String> actual, Map<String, String> declared)
            implements TopicDifference {
        @Override
        public String describe() {
            return topic.topicName() + " is configured with " + actual + " and would get " + declared;
        }
    }
}
