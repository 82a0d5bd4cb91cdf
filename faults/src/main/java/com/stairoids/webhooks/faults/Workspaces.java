package com.stairoids.webhooks.faults;

import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.NewEndpoint;
import com.stairoids.webhooks.endpoints.Outcome;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.settings.EndpointSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.SecretSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.settings.TargetSettings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Four workspaces with two endpoints each. An event goes to the two of its workspace; together they give work to most
 * partitions, and so to every sender.
 */
record Workspaces(Map<String, Set<String>> endpointIds, List<String> paths) {
    static final int COUNT = 4;
    static final int ENDPOINTS = 2;

    /** Registers them. */
    static Workspaces register(Settings settings, Customers customers) {
        Map<String, Set<String>> endpointIds = new LinkedHashMap<>();
        List<String> paths = new ArrayList<>();
        try (EndpointRegistry registry = new EndpointRegistry(
                KafkaSettings.of(settings),
                SecretSettings.cipher(settings),
                TargetSettings.guard(settings),
                settings.get(EndpointSettings.MAX_PER_WORKSPACE),
                InstantSource.system(),
                new SecureRandom())) {
            for (int workspace = 0; workspace < COUNT; workspace++) {
                Set<String> ids = endpointIds.computeIfAbsent(id(workspace), _ -> new LinkedHashSet<>());
                for (int endpoint = 1; endpoint <= ENDPOINTS; endpoint++) {
                    String path = "/" + id(workspace) + "/" + endpoint;
                    String registered = register(
                            registry, id(workspace), customers.open(path).toString());
                    customers.registered(path, registered);
                    ids.add(registered);
                    paths.add(path);
                }
            }
        }
        return new Workspaces(endpointIds, paths);
    }

    /** Of the nth event, counted from 0. */
    static String ofEvent(int number) {
        return id(number % COUNT);
    }

    private static String id(int workspace) {
        return "ws_faults_" + workspace;
    }

    private static String register(EndpointRegistry registry, String workspace, String url) {
        return switch (registry.create(NewEndpoint.of(workspace, url, List.of(EventType.SIGNAL_CREATED.wireName())))) {
            case Outcome.Created created -> created.endpoint().id();
            case Outcome.MadeBefore made -> throw new IllegalStateException(made.describe());
            case Outcome.NameTaken taken -> throw new IllegalStateException(taken.describe());
            case Outcome.Refused refused -> throw new IllegalStateException(refused.describe());
            case Outcome.Contended contended -> throw new IllegalStateException(contended.describe());
        };
    }
}
