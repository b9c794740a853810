package ${{ values.packageName }}

import com.zaxxer.hikari.HikariConfig
import com.zaxxer.hikari.HikariDataSource
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory
import io.micrometer.core.instrument.MeterRegistry
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runInterruptible
import org.flywaydb.core.Flyway
import java.sql.Connection
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

/**
 * The connections to PostgreSQL. Making it waits for the database, so that a rollout to where it cannot work fails;
 * once made, it outlives the database's absence.
 */
class Database(config: DatabaseConfig) : AutoCloseable {
    private val pool = HikariDataSource(poolOf(config))

    /** One connection for `isAnswering`, which must not stand in the queue of the calls. */
    private val probe = HikariDataSource(probeOf(config))

    /** Brings the schema up to date; one instance at a time does. */
    fun migrate() {
        Flyway.configure().dataSource(pool).load().migrate()
    }

    /** Runs statements off the threads that serve calls, and ends them when the call is cancelled. */
    suspend fun <T> use(block: (Connection) -> T): T =
        runInterruptible(Dispatchers.IO) { pool.connection.use(block) }

    /** Whether a statement is answered now; false or thrown within seconds if not, however long calls have to wait. */
    suspend fun isAnswering(): Boolean =
        runInterruptible(Dispatchers.IO) { probe.connection.use { it.isValid(ANSWERS_WITHIN.inWholeSeconds.toInt()) } }

    fun observeWith(registry: MeterRegistry) {
        pool.metricsTrackerFactory = MicrometerMetricsTrackerFactory(registry)
    }

    override fun close() {
        probe.close()
        pool.close()
    }
}

private val ANSWERS_WITHIN = 1.seconds

/** Said to the driver, because Hikari says a pool's own wait to all drivers of the process: that of the pool made last. */
private val CONNECTS_WITHIN = 10.seconds

private fun probeOf(config: DatabaseConfig) = poolOf(config).apply {
    poolName = "readiness"
    maximumPoolSize = 1
    minimumIdle = 0
    initializationFailTimeout = -1
    connectionTimeout = (ANSWERS_WITHIN * 2).inWholeMilliseconds
}

private fun poolOf(config: DatabaseConfig) = HikariConfig().apply {
    poolName = "database"
    jdbcUrl = "jdbc:postgresql://${config.host}:${config.port}/${config.name}"
    maximumPoolSize = config.poolSize
    initializationFailTimeout = config.wait.inWholeMilliseconds
    // Whoever waits here waits for calls that wait in the queue of RDS Proxy: giving up first would make its queue useless.
    connectionTimeout = (config.borrowTimeout + 5.seconds).inWholeMilliseconds
    // A connection that is not tested by then, because its proxy has none to the database, is replaced by a new one, which queues.
    validationTimeout = ANSWERS_WITHIN.inWholeMilliseconds
    minimumIdle = 1
    idleTimeout = 5.minutes.inWholeMilliseconds
    maxLifetime = 10.minutes.inWholeMilliseconds
    addDataSourceProperty("ApplicationName", "${{ values.name }}")
    addDataSourceProperty("tcpKeepAlive", "true")
    addDataSourceProperty("loginTimeout", CONNECTS_WITHIN.inWholeSeconds.toString())
    // Lets the driver send its settings when it connects: a SET afterwards would pin a connection of RDS Proxy.
    addDataSourceProperty("assumeMinServerVersion", "15")
    when (val login = config.login) {
        is Login.Password -> {
            username = config.user
            password = login.password
        }
        is Login.IamToken -> credentialsProvider = IamTokens(config.host, config.port, config.user, login.region)
    }
    addDataSourceProperty("sslmode", config.sslMode)
    // RDS Proxy shows a certificate of AWS Certificate Manager, whose roots Java trusts; the RDS bundle does not have them.
    addDataSourceProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory")
}
