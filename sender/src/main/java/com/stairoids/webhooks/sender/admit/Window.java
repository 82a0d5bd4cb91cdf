package com.stairoids.webhooks.sender.admit;

/**
 * The memory for deliveries that wait or are in flight, and each endpoint's share of it: as much as is left free (the dynamic
 * threshold of Choudhury and Hahne, IEEE/ACM Transactions on Networking 6(2), 1998). One endpoint alone can take half of
 * the window, nine of them a tenth each, and a tenth is left to the others: no setting says how many there will be.
 */
final class Window {
    private final long mostBytes;
    private final int mostDeliveries;
    private long bytes;
    private int deliveries;

    /**
     * @param mostBytes of bodies
     * @param mostDeliveries however small: each costs about a kilobyte beside its body
     */
    Window(long mostBytes, int mostDeliveries) {
        this.mostBytes = mostBytes;
        this.mostDeliveries = mostDeliveries;
    }

    void take(int size) {
        bytes += size;
        deliveries++;
    }

    void free(int size) {
        bytes -= size;
        deliveries--;
    }

    /** Whether an endpoint that holds so much may take {@code size} bytes more. */
    boolean leavesRoom(int heldDeliveries, long heldBytes, int size) {
        return heldDeliveries < mostDeliveries - deliveries && heldBytes + size <= mostBytes - bytes;
    }

    boolean isFull() {
        return bytes >= mostBytes || deliveries >= mostDeliveries;
    }

    long bytes() {
        return bytes;
    }
}
