package com.stairoids.webhooks.schemas.topic;

import java.time.Duration;

/** Where a cluster keeps, or would come to keep, less than deliveries are promised. */
public sealed interface DurabilityFinding {
    /** What is wrong, what it leads to and what to do, in a sentence or two for an operator. */
    String describe();

    /** Something may be lost or done twice once a disk or a broker fails; an operator may accept that. */
    sealed interface LessDurable extends DurabilityFinding {}

    /** The pipeline would not do its work, whatever an operator accepts. */
    sealed interface Unusable extends DurabilityFinding {}

    /** Fewer copies of some partition than {@code least}. */
    record FewCopies(String topicName, int actual, int least) implements LessDurable {
        @Override
        public String describe() {
            return topicName + " keeps " + actual + " of " + least + " copies: a lost disk may lose what is in it."
                    + " Give its partitions more replicas with kafka-reassign-partitions.";
        }
    }

    /** Records count as written with fewer than {@code least} copies. */
    record FewInSync(String topicName, String actual, int least) implements LessDurable {
        @Override
        public String describe() {
            return topicName + " acknowledges records on " + actual + " in-sync replica(s) instead of " + least
                    + ": what was acknowledged may be lost with a broker. "
                    + mend(topicName, "min.insync.replicas=" + least);
        }
    }

    /** A replica that lags may become the leader. */
    record UncleanElection(String topicName) implements LessDurable {
        @Override
        public String describe() {
            return topicName + " may elect a leader that lacks acknowledged records. "
                    + mend(topicName, "unclean.leader.election.enable=false");
        }
    }

    /** One of Kafka's own topics does not exist yet, and the brokers would create it with too little. */
    record InternalTopicToCome(String topicName, String brokerSetting, String actual, int least)
            implements LessDurable {
        @Override
        public String describe() {
            return "The brokers would create " + topicName + " with " + brokerSetting + "=" + actual
                    + ": positions or transactions may be lost with a broker. Set it to " + least
                    + " or more on every broker before a role starts.";
        }
    }

    /** Records that are still needed may expire. */
    record ShortRetention(Topic topic, String setting, String actual, String declared) implements LessDurable {
        @Override
        public String describe() {
            return topic.topicName() + " has " + setting + "=" + actual + " instead of " + declared
                    + ": what still waits in it may expire. " + mend(topic.topicName(), setting + "=" + declared);
        }
    }

    /** A group that was down for long finds its records, but not its place among them. */
    record OffsetsExpire(Duration actual, Duration least) implements LessDurable {
        @Override
        public String describe() {
            return "The brokers forget a stopped group's positions after " + actual.toMinutes() + " minutes, but its"
                    + " topics keep records longer: it would begin again and deliver twice. Set"
                    + " offsets.retention.minutes=" + least.toMinutes() + " or more on every broker.";
        }
    }

    /** Something could not be looked at. */
    record Unseen(String what, String why) implements LessDurable {
        @Override
        public String describe() {
            return "Whether " + what + " is safe cannot be seen (" + why
                    + "). Let this user describe topics, and describe the cluster's configuration.";
        }
    }

    /** A declared topic is not there. */
    record MissingTopic(Topic topic) implements Unusable {
        @Override
        public String describe() {
            return topic.topicName() + " does not exist, or this user may not see it. Create it with"
                    + " `webhooks topics apply`, or let this user describe it.";
        }
    }

    /** Two topics that are joined by partition differ in their number. */
    record UnequalPartitions(Topic topic, int partitions, Topic other, int others) implements Unusable {
        @Override
        public String describe() {
            return topic.topicName() + " has " + partitions + " partitions and " + other.topicName() + " has " + others
                    + ": they must have as many, for ever. Stop the senders and the retry-schedulers, delete "
                    + other.topicName() + " and create it again with `webhooks topics apply --partitions " + partitions
                    + "`.";
        }
    }

    /** A topic that lives by the order of its records has more than one order. */
    record NotOnePartition(Topic topic, int actual) implements Unusable {
        @Override
        public String describe() {
            return topic.topicName() + " has " + actual + " partitions and must have one: changes of endpoints would"
                    + " be read in the wrong order. Stop the roles, save its records, delete it, create it again with"
                    + " `webhooks topics apply` and produce them to it.";
        }
    }

    /** Records expire before, or not long after, their time has come. */
    record ShorterThanWait(Topic topic, Duration retention, Duration waiting, Duration least) implements Unusable {
        @Override
        public String describe() {
            return topic.topicName() + " keeps records for " + retention.toMinutes()
                    + " minutes, but deliveries wait in"
                    + " it for " + waiting.toMinutes()
                    + ": they would be lost before they are due, or while nothing puts"
                    + " them back. Have `webhooks topics apply` set retention.ms="
                    + topic.retention().toMillis() + ", keep them for " + least.toMinutes()
                    + " minutes at least, or shorten the wait.";
        }
    }

    /** A topic is configured so that it would expire, refuse or drop what must be kept. */
    record Misconfigured(Topic topic, String setting, String actual, String declared) implements Unusable {
        @Override
        public String describe() {
            return topic.topicName() + " has " + setting + "=" + actual + " and must have " + declared + ". "
                    + mend(topic.topicName(), setting + "=" + declared);
        }
    }

    private static String mend(String topicName, String setting) {
        return Topic.ofTopicName(topicName).isPresent()
                ? "Have `webhooks topics apply` set " + setting + "."
                : "Set " + setting + " on it with kafka-configs.";
    }
}
