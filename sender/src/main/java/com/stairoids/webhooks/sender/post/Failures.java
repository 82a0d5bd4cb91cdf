package com.stairoids.webhooks.sender.post;

import com.stairoids.webhooks.schemas.delivery.FailureReason;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpException;

/** The client's exceptions, as reasons and sentences for the customer. */
final class Failures {
    private Failures() {}

    static void tell(Exchange exchange, Exception cause) {
        switch (cause) {
            case TargetRefusedException e -> exchange.fail(FailureReason.TARGET_REFUSED, text(e));
            case UnknownHostException e -> exchange.fail(FailureReason.DNS_FAILED, text(e));
            case ConnectTimeoutException e -> exchange.fail(FailureReason.CONNECT_TIMEOUT, text(e));
            case ConnectException e -> exchange.fail(FailureReason.CONNECT_FAILED, text(e));
            case NoRouteToHostException e -> exchange.fail(FailureReason.CONNECT_FAILED, text(e));
            case SSLException e -> exchange.fail(FailureReason.TLS_FAILED, "TLS failed: " + text(e));
            case SocketTimeoutException e -> exchange.fail(FailureReason.TIMEOUT, text(e));
            case HttpException e ->
                exchange.fail(FailureReason.PROTOCOL_ERROR, "The answer was not valid HTTP: " + text(e));
            default ->
                exchange.fail(
                        FailureReason.CONNECTION_CLOSED,
                        "The connection ended before the answer was complete: " + text(cause));
        }
    }

    private static String text(Exception cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
