package com.stairoids.webhooks.sender.post;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on loopback that answers each question as it was told, or not at all. */
final class NameServer implements AutoCloseable {
    private static final int RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

    private final DatagramSocket socket;
    private final Queue<String> questions = new ConcurrentLinkedQueue<>();
    private volatile Function<Record, Reply> behaviour;

    private NameServer(Function<Record, Reply> behaviour) {
        this.behaviour = behaviour;
        try {
            // Unbound first: a burst of a thousand questions must fit the buffer, or it is the test that loses answers.
            this.socket = new DatagramSocket(null);
            socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().name("name-server").daemon().start(this::serve);
    }

    static NameServer answering(Function<Record, Reply> behaviour) {
        return new NameServer(behaviour);
    }

    static NameServer silent() {
        return answering(_ -> new Reply.Nothing());
    }

    void answers(Function<Record, Reply> newBehaviour) {
        behaviour = newBehaviour;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** What was asked, as in {@code hooks.example. A}. */
    List<String> questions() {
        return List.copyOf(questions);
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
                questions.add(query.getQuestion().getName() + " "
                        + Type.string(query.getQuestion().getType()));
                reply(query, packet);
            } catch (IOException e) {
                // Closed, or a datagram that is no question: the loop decides which.
            }
        }
    }

    private void reply(Message query, DatagramPacket from) throws IOException {
        Reply reply = behaviour.apply(query.getQuestion());
        if (reply instanceof Reply.Nothing) {
            return;
        }
        Message message = new Message(query.getHeader().getID());
        message.getHeader().setFlag(Flags.QR);
        message.addRecord(query.getQuestion(), Section.QUESTION);
        switch (reply) {
            case Reply.Addresses(int seconds, List<String> literals) ->
                literals.forEach(
                        literal -> message.addRecord(record(query.getQuestion(), seconds, literal), Section.ANSWER));
            case Reply.Code(int code) -> message.getHeader().setRcode(code);
            case Reply.Nothing() -> throw new IllegalStateException("returned above");
        }
        byte[] bytes = message.toWire();
        socket.send(new DatagramPacket(bytes, bytes.length, from.getSocketAddress()));
    }

    private static Record record(Record question, int seconds, String literal) {
        return Record.newRecord(
                question.getName(),
                question.getType(),
                DClass.IN,
                seconds,
                InetAddress.ofLiteral(literal).getAddress());
    }

    sealed interface Reply {
        record Nothing() implements Reply {}

        record Code(int code) implements Reply {}

        record Addresses(int seconds, List<String> literals) implements Reply {}

        static Reply noSuchName() {
            return new Code(Rcode.NXDOMAIN);
        }

        static Reply serverFailed() {
            return new Code(Rcode.SERVFAIL);
        }

        /** The address for the family that it is of, none for the other. */
        static Reply address(Record question, String literal) {
            boolean ipv6 = literal.contains(":");
            return (question.getType() == Type.AAAA) == ipv6
                    ? new Addresses(60, List.of(literal))
                    : new Addresses(60, List.of());
        }
    }
}
