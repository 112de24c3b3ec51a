package dev.rollcall.connector;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// How the asynchronous HTTP client is set up: one I/O thread, HTTP/1.1, a pool wider than any `push.concurrency`,
/// and nothing that would repeat, redirect or remember a call on its own.
final class HttpClients {

    private static final int CONNECTIONS = 1_024;
    private static final Duration CONNECT_AT_MOST = Duration.ofSeconds(10);
    private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofSeconds(2);

    private HttpClients() {}

    static CloseableHttpAsyncClient start(Duration timeout) {
        CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setConnectionManager(connections(timeout))
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(of(timeout))
                        .setConnectionRequestTimeout(of(timeout))
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setThreadFactory(threads())
                // closing in the middle of a call trips over its own selector; callers are told
                // through their futures
                .setIoReactorExceptionCallback(_ -> {})
                .setUserAgent("Rollcall")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
        client.start();
        return client;
    }

    private static PoolingAsyncClientConnectionManager connections(Duration timeout) {
        Duration connect = timeout.compareTo(CONNECT_AT_MOST) < 0 ? timeout : CONNECT_AT_MOST;
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setMaxConnPerRoute(CONNECTIONS)
                .setMaxConnTotal(CONNECTIONS)
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(of(connect))
                        .setSocketTimeout(of(timeout))
                        .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                        .build())
                .build();
    }

    private static Timeout of(Duration duration) {
        return Timeout.of(duration);
    }

    private static ThreadFactory threads() {
        return Thread.ofPlatform().daemon().name("tenant-http-", 0).factory();
    }
}
