package com.stairoids.webhooks.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which faults strike, in which order and at which point of the load. The same seed and size make the same plan. */
record FaultPlan(List<Planned> faults) {
    private static final Duration BROKER_DOWN = Duration.ofSeconds(12);
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final Duration CUT = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(12);

    FaultPlan {
        faults = List.copyOf(faults);
    }

    /** A fault that strikes once so many events are acknowledged. */
    record Planned(int acknowledged, Fault fault) {}

    static FaultPlan of(RunSize size, long seed) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        for (RoleName role : RoleName.values()) {
            for (int kill = 0; kill < size.killsPerRole(); kill++) {
                faults.add(new Fault.KillRole(role, random.nextInt(1000)));
            }
        }
        faults.add(new Fault.KillBroker(node(random), false, BROKER_DOWN));
        if (size.wipes()) {
            faults.add(new Fault.KillBroker(node(random), true, BROKER_DOWN));
        }
        faults.add(new Fault.PauseBroker(node(random), PAUSE));
        faults.add(new Fault.CutBroker(node(random), CUT));
        faults.add(new Fault.SilenceEndpoint(random.nextInt(1000), SILENCE));
        Collections.shuffle(faults, random);
        insertScaling(faults, size.scaleOuts(), random);
        return spread(faults, size.events(), random);
    }

    /** Each added sender stays for a share of the run and goes before the next one is added. */
    private static void insertScaling(List<Fault> faults, int scaleOuts, Random random) {
        int share = faults.size() / scaleOuts;
        for (int scaleOut = scaleOuts - 1; scaleOut >= 0; scaleOut--) {
            int out = scaleOut * share + random.nextInt(Math.max(1, share / 2));
            int back = scaleOut * share + share / 2 + random.nextInt(Math.max(1, share / 2));
            faults.add(back + 1, new Fault.RemoveSender());
            faults.add(out, new Fault.AddSender());
        }
    }

    /** Evenly over the load, each moved by up to half the distance. */
    private static FaultPlan spread(List<Fault> faults, int events, Random random) {
        int distance = events / (faults.size() + 1);
        List<Planned> planned = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            planned.add(new Planned(distance * i + distance / 2 + random.nextInt(distance / 2), faults.get(i)));
        }
        return new FaultPlan(planned);
    }

    private static int node(Random random) {
        return 1 + random.nextInt(KafkaCluster.NODES);
    }
}
