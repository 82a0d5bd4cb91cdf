package com.stairoids.webhooks.console.asset;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.IncomingRequest;
import com.stairoids.webhooks.console.api.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Serves scripts and styles under URLs that hold the hash of what is behind them: whoever has one keeps it for good, and a new
 * version is another URL. Immutable.
 */
public final class Assets {
    public static final String PATH = "/assets/";

    private static final int HASH_CHARACTERS = 16;

    private final Map<String, String> urls;
    private final Map<String, Served> served;

    private Assets(Map<String, String> urls, Map<String, Served> served) {
        this.urls = Map.copyOf(urls);
        this.served = Map.copyOf(served);
    }

    /** All that are part of this build. */
    public static Assets load() {
        Map<String, String> urls = new HashMap<>();
        Map<String, Served> served = new HashMap<>();
        for (Asset asset : Asset.values()) {
            byte[] bytes = asset.read();
            String url = PATH + hash(bytes) + "/" + asset.fileName;
            urls.put(asset.fileName, url);
            served.put(url, new Served(asset.mediaType, bytes, zipped(bytes)));
        }
        return new Assets(urls, served);
    }

    /** Where the asset of that name is. */
    public String url(String fileName) {
        return Optional.ofNullable(urls.get(fileName))
                .orElseThrow(() -> new IllegalArgumentException("there is no asset " + fileName));
    }

    public Answer answer(IncomingRequest request) {
        Served found = served.get(request.path());
        if (found == null) {
            return Problems.notFound();
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Problems.methodNotAllowed(Set.of("GET"));
        }
        boolean zip = String.join(",", request.header("accept-encoding"))
                .toLowerCase(Locale.ROOT)
                .contains("gzip");
        Answer answer = Answer.of(200, found.mediaType, zip ? found.zipped : found.bytes)
                .with("Cache-Control", "public, max-age=31536000, immutable")
                .with("Vary", "Accept-Encoding");
        return zip ? answer.with("Content-Encoding", "gzip") : answer;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private record Served(String mediaType, byte[] bytes, byte[] zipped) {}
}
