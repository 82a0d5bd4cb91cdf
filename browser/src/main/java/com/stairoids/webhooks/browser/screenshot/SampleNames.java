package com.stairoids.webhooks.browser.screenshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on loopback to which every name is this machine, so that sample endpoints have names and no traffic leaves. */
final class SampleNames implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int LONGEST_QUESTION = 4096;
    private static final int SECONDS_TO_LIVE = 60;

    private final DatagramSocket socket;

    private SampleNames(DatagramSocket socket) {
        this.socket = socket;
    }

    static SampleNames start() {
        try {
            SampleNames names = new SampleNames(new DatagramSocket(new InetSocketAddress(LOOPBACK, 0)));
            Thread.ofPlatform().name("sample-names").daemon().start(names::serve);
            return names;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Java's name look-up takes it: host and port. */
    String address() {
        return LOOPBACK.getHostAddress() + ":" + socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[LONGEST_QUESTION];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] answer = answer(new Message(Arrays.copyOf(buffer, packet.getLength())));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // Closed, or a datagram that is no question: the loop decides which.
            }
        }
    }

    private static byte[] answer(Message asked) {
        Record question = asked.getQuestion();
        Message answer = new Message(asked.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        if (question.getType() == Type.A) {
            Record loopback =
                    Record.newRecord(question.getName(), Type.A, DClass.IN, SECONDS_TO_LIVE, LOOPBACK.getAddress());
            answer.addRecord(loopback, Section.ANSWER);
        }
        return answer.toWire();
    }
}
