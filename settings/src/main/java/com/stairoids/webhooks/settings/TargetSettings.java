package com.stairoids.webhooks.settings;

import com.stairoids.webhooks.schemas.target.TargetGuard;
import java.util.List;

/** The exceptions to where deliveries may be sent: settings of every role, off by default, announced at start. */
public final class TargetSettings {
    public static final Setting<List<String>> ALLOW_CIDRS = Setting.list(
                    "targets.allow-cidrs",
                    "CIDR blocks separated by commas, such as 10.1.0.0/16",
                    "Blocks of addresses that are let through although they are private or reserved.")
            .then(TargetSettings::checked);

    public static final Setting<Boolean> ALLOW_HTTP = Setting.flag(
            "targets.allow-http", false, "Lets endpoints have http:// URLs. What is sent there is not encrypted.");

    public static final List<Setting<?>> ALL = List.of(ALLOW_CIDRS, ALLOW_HTTP);

    private TargetSettings() {}

    public static TargetGuard guard(Settings settings) {
        return new TargetGuard(settings.get(ALLOW_CIDRS), settings.get(ALLOW_HTTP));
    }

    private static List<String> checked(List<String> cidrs) {
        var _ = new TargetGuard(cidrs, false);
        return cidrs;
    }
}
