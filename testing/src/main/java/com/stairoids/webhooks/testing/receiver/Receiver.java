package com.stairoids.webhooks.testing.receiver;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A customer's server on 127.0.0.1, at the level of sockets: HTTP/1.1 with keep-alive, a behaviour for each path, and a
 * memory of all that came. A path that was told nothing answers 200.
 */
public final class Receiver implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";
    private static final int BACKLOG = 1024;
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

    private final String scheme;
    private final ServerSocket server;
    private final InstantSource clock;
    private final Consumer<ReceivedRequest> onRequest;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Script otherwise = new Script(Behaviour.status(200));
    private final AtomicLong connections = new AtomicLong();
    private final Map<Long, Integer> clientPorts = new ConcurrentHashMap<>();
    private final AtomicLong received = new AtomicLong();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Queue<ReceivedRequest> requests;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread listening;

    private Receiver(
            String scheme,
            ServerSocketFactory sockets,
            InstantSource clock,
            Queue<ReceivedRequest> requests,
            Consumer<ReceivedRequest> onRequest) {
        this.scheme = scheme;
        this.clock = clock;
        this.requests = requests;
        this.onRequest = onRequest;
        try {
            this.server = sockets.createServerSocket();
            server.bind(new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.listening = Thread.ofVirtual().name("receiver").unstarted(this::listen);
    }

    /** A receiver of plain HTTP that remembers every request. */
    public static Receiver start() {
        return remembering("http", ServerSocketFactory.getDefault());
    }

    /** The same behind TLS. */
    public static Receiver start(SSLContext tls) {
        return remembering("https", tls.getServerSocketFactory());
    }

    /** A receiver of plain HTTP that remembers none, for high rates; {@code onRequest} sees each, on many threads. */
    public static Receiver startForgetful(Consumer<ReceivedRequest> onRequest) {
        Receiver receiver = new Receiver(
                "http",
                ServerSocketFactory.getDefault(),
                InstantSource.system(),
                new ConcurrentLinkedQueue<>(),
                onRequest);
        receiver.listening.start();
        return receiver;
    }

    /** @param path begins with a slash */
    public URI url(String path) {
        return url(ADDRESS, path);
    }

    /** The same under another name of this host. */
    public URI url(String host, String path) {
        return URI.create(scheme + "://" + host + ":" + server.getLocalPort() + path);
    }

    /** From now on requests to {@code path}, whatever their query, are treated so; a sequence begins anew. */
    public void answers(String path, Behaviour behaviour) {
        scripts.put(path, new Script(behaviour));
    }

    /** All requests so far, in the order in which they were complete. */
    public List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    public List<ReceivedRequest> requests(String path) {
        return requests.stream().filter(request -> pathOf(request).equals(path)).toList();
    }

    /** How many requests came, remembered or not. */
    public long requestCount() {
        return received.get();
    }

    /** How many connections were accepted so far. */
    public long connectionCount() {
        return connections.get();
    }

    /**
     * The port that the client has at its end of an open connection, by which its process can be found.
     *
     * @param connection as in {@link ReceivedRequest#connection()}
     */
    public OptionalInt clientPort(long connection) {
        Integer port = clientPorts.get(connection);
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    public int openConnections() {
        return open.size();
    }

    /** Closes the port and every connection. */
    @Override
    public void close() {
        closing.countDown();
        closeQuietly(server);
        open.forEach(Receiver::closeQuietly);
        awaitDeafness();
    }

    /** The port is only free once nobody waits in accept. */
    private void awaitDeafness() {
        try {
            listening.join(CLOSE_DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Receiver remembering(String scheme, ServerSocketFactory sockets) {
        Queue<ReceivedRequest> requests = new ConcurrentLinkedQueue<>();
        Receiver receiver = new Receiver(scheme, sockets, InstantSource.system(), requests, requests::add);
        receiver.listening.start();
        return receiver;
    }

    private void listen() {
        while (closing.getCount() > 0) {
            accept();
        }
    }

    private void accept() {
        try {
            Socket socket = server.accept();
            open.add(socket);
            if (closing.getCount() == 0) {
                // Accepted while close() went through the open ones.
                closeQuietly(socket);
            }
            long number = connections.incrementAndGet();
            clientPorts.put(number, socket.getPort());
            Thread.ofVirtual().name("receiver-" + number).start(() -> serve(socket, number));
        } catch (IOException e) {
            // The port was closed, or a client left before it was accepted: the loop decides which.
        }
    }

    private void serve(Socket socket, long number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            RequestReader reader = new RequestReader(in, clock, number);
            Performance performance = new Performance(in, socket.getOutputStream(), closing);
            Optional<ReceivedRequest> next = reader.next();
            while (next.isPresent() && treat(next.get(), performance)) {
                next = reader.next();
            }
        } catch (IOException e) {
            // The client left, or was never welcome (a failed handshake): what came before is remembered.
        } finally {
            open.remove(socket);
            clientPorts.remove(number);
        }
    }

    private boolean treat(ReceivedRequest request, Performance performance) throws IOException {
        Behaviour behaviour =
                scripts.getOrDefault(pathOf(request), otherwise).next().forRequest(request);
        received.incrementAndGet();
        onRequest.accept(request.answered(behaviour.answeredStatus()));
        boolean close =
                request.header("Connection").filter("close"::equalsIgnoreCase).isPresent();
        return performance.perform(behaviour) && !close;
    }

    private static String pathOf(ReceivedRequest request) {
        int query = request.path().indexOf('?');
        return query < 0 ? request.path() : request.path().substring(0, query);
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // Closed already, or beyond help.
        }
    }
}
