package dev.rollcall;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SIGTERM is an order that was carried out: exit code 0, within 30 s whatever hangs. Java's own answer is 143.
final class Termination {
    private static final Logger log = LoggerFactory.getLogger(Termination.class);
    private static final Duration LONGEST = Duration.ofSeconds(28);

    private Termination() {}

    /// `sun.misc.Signal` is the only way to answer a signal, and javac warns of it without a way to say why.
    static void endCleanly() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object exit = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (_, method, _) -> {
                if (method.getName().equals("handle")) {
                    exit();
                }
                return null;
            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), exit);
        } catch (ReflectiveOperationException e) {
            log.warn(
                    "SIGTERM ends Rollcall with code 143 on this JDK ({})",
                    e.getClass().getSimpleName());
        }
    }

    private static void exit() {
        Thread.ofPlatform().name("termination").daemon().start(() -> {
            try {
                Thread.sleep(LONGEST);
                log.warn("Not everything stopped in {} s; what is left stands in the journal", LONGEST.toSeconds());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(0);
        });
        System.exit(0);
    }
}
