package dev.rollcall.push;

import dev.rollcall.push.Event.Call;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/// Lets a call leave unless it was called off before.
final class Ticket {

    private final Call call;
    private Optional<Thread> caller = Optional.empty();
    private boolean calling;
    private boolean calledOff;

    Ticket(Call call) {
        this.call = call;
    }

    Call call() {
        return call;
    }

    /// The thread that will make the call is here.
    synchronized void begin() {
        stopIfCalledOff();
        caller = Optional.of(Thread.currentThread());
    }

    /// The thread has done with the call: it is woken for this one no more.
    synchronized void end() {
        caller = Optional.empty();
    }

    /// Makes the call; it cannot be called off before it is back.
    <T> T leave(Supplier<T> call) {
        synchronized (this) {
            stopIfCalledOff();
            calling = true;
        }
        try {
            return call.get();
        } finally {
            synchronized (this) {
                calling = false;
            }
        }
    }

    private void stopIfCalledOff() {
        if (calledOff) {
            throw new CancellationException("the call was called off");
        }
    }

    /// Wakes a caller that waits for its turn; a call that has left goes on.
    synchronized void callOff() {
        calledOff = true;
        if (!calling) {
            caller.ifPresent(Thread::interrupt);
        }
    }

    synchronized boolean isCalledOff() {
        return calledOff;
    }
}
