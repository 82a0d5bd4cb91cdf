package com.stairoids.webhooks.sender.post;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A timer whose time comes when it is told to. It starts no thread. */
final class SteeredTimer extends ScheduledThreadPoolExecutor {
    private final List<Task> tasks = new ArrayList<>();

    SteeredTimer() {
        super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Task task = new Task(command);
        synchronized (tasks) {
            tasks.add(task);
        }
        return task;
    }

    /** All that is scheduled now is due, and run by the caller. */
    void ring() {
        List<Task> due;
        synchronized (tasks) {
            due = List.copyOf(tasks);
        }
        due.forEach(Task::runIfWaiting);
    }

    /** How many are scheduled, and neither run nor cancelled. */
    long waiting() {
        synchronized (tasks) {
            return tasks.stream()
                    .filter(task -> task.stage.get() == Stage.WAITING)
                    .count();
        }
    }

    private enum Stage {
        WAITING,
        RUN,
        CANCELLED
    }

    private static final class Task implements ScheduledFuture<Void> {
        private final Runnable command;
        private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);

        private Task(Runnable command) {
            this.command = command;
        }

        private void runIfWaiting() {
            if (stage.compareAndSet(Stage.WAITING, Stage.RUN)) {
                command.run();
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return stage.compareAndSet(Stage.WAITING, Stage.CANCELLED);
        }

        @Override
        public boolean isCancelled() {
            return stage.get() == Stage.CANCELLED;
        }

        @Override
        public boolean isDone() {
            return stage.get() != Stage.WAITING;
        }

        @Override
        public Void get() {
            throw new CancellationException("nobody asks");
        }

        @Override
        public Void get(long timeout, TimeUnit unit) {
            return get();
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
