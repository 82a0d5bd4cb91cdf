package com.stairoids.webhooks.faults;

import java.time.Duration;

/** Something that a run does to the line. */
sealed interface Fault {
    /** For the report. */
    String describe();

    /**
     * SIGKILL, and a new process at once.
     *
     * @param choice which of the role's processes, modulo their number
     */
    record KillRole(RoleName role, int choice) implements Fault {
        @Override
        public String describe() {
            return "SIGKILL of a " + role.command();
        }
    }

    /** A fault of one broker at a time: two at once would leave too few in-sync replicas, and promise nothing. */
    sealed interface BrokerFault extends Fault {
        /** 1 to 3. */
        int node();

        /** How long it lasts. */
        Duration duration();
    }

    /** SIGKILL, and a start later; {@code wiped} without its data. */
    record KillBroker(int node, boolean wiped, Duration duration) implements BrokerFault {
        @Override
        public String describe() {
            return "broker " + node + " killed" + (wiped ? ", its data wiped" : "") + ", started after "
                    + duration.toSeconds() + " s";
        }
    }

    /** Every thread stands still, every connection stays open. */
    record PauseBroker(int node, Duration duration) implements BrokerFault {
        @Override
        public String describe() {
            return "broker " + node + " paused for " + duration.toSeconds() + " s";
        }
    }

    /** Neither clients nor other brokers reach it. */
    record CutBroker(int node, Duration duration) implements BrokerFault {
        @Override
        public String describe() {
            return "broker " + node + " cut from the network for " + duration.toSeconds() + " s";
        }
    }

    /** One more sender. */
    record AddSender() implements Fault {
        @Override
        public String describe() {
            return "a sender added";
        }
    }

    /** The added sender ends by SIGTERM. */
    record RemoveSender() implements Fault {
        @Override
        public String describe() {
            return "the added sender stopped";
        }
    }

    /** An endpoint that takes requests and answers none. */
    record SilenceEndpoint(int choice, Duration duration) implements Fault {
        @Override
        public String describe() {
            return "an endpoint hangs for " + duration.toSeconds() + " s";
        }
    }
}
