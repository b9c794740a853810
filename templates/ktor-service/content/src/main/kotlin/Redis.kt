package ${{ values.packageName }}

import io.lettuce.core.ClientOptions
import io.lettuce.core.ClientOptions.DisconnectedBehavior
import io.lettuce.core.RedisClient
import io.lettuce.core.RedisURI
import io.lettuce.core.SocketOptions
import io.lettuce.core.TimeoutOptions
import io.lettuce.core.api.StatefulRedisConnection
import io.lettuce.core.api.async.RedisAsyncCommands
import io.lettuce.core.codec.StringCodec
import kotlinx.coroutines.future.await
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import java.time.Duration

/** One connection to Redis, made when first asked for and mended by itself; while it is broken, commands fail at once. */
class Redis(config: RedisConfig) : AutoCloseable {
    private val address = RedisURI.builder()
        .withHost(config.host)
        .withPort(config.port)
        .withSsl(config.tls)
        .withTimeout(TIMEOUT)
        .apply { config.password?.let { withPassword(it.toCharArray()) } }
        .build()
    private val client = RedisClient.create(address).apply {
        options = ClientOptions.builder()
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
            .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
            .build()
    }
    private val connecting = Mutex()

    @Volatile
    private var connection: StatefulRedisConnection<String, String>? = null

    suspend fun commands(): RedisAsyncCommands<String, String> = (connection ?: connect()).async()

    override fun close() = client.shutdown(Duration.ZERO, TIMEOUT)

    private suspend fun connect() = connecting.withLock {
        connection ?: client.connectAsync(StringCodec.UTF8, address).await().also { connection = it }
    }

    private companion object {
        val TIMEOUT: Duration = Duration.ofSeconds(1)
    }
}
