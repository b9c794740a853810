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

/**
 * The connections to PostgreSQL. Making it waits for the database, so that a rollout to where it cannot work fails;
 * once made, it outlives the database's absence.
 */
class Database(config: DatabaseConfig) : AutoCloseable {
    private val pool = HikariDataSource(poolOf(config))

    /** Brings the schema up to date; one instance at a time does. */
    fun migrate() {
        Flyway.configure().dataSource(pool).load().migrate()
    }

    /** Runs statements off the threads that serve calls, and ends them when the call is cancelled. */
    suspend fun <T> use(block: (Connection) -> T): T =
        runInterruptible(Dispatchers.IO) { pool.connection.use(block) }

    fun observeWith(registry: MeterRegistry) {
        pool.metricsTrackerFactory = MicrometerMetricsTrackerFactory(registry)
    }

    override fun close() = pool.close()
}

private fun poolOf(config: DatabaseConfig) = HikariConfig().apply {
    poolName = "database"
    jdbcUrl = "jdbc:postgresql://${config.host}:${config.port}/${config.name}"
    maximumPoolSize = config.poolSize
    initializationFailTimeout = config.wait.inWholeMilliseconds
    minimumIdle = 1
    idleTimeout = 5.minutes.inWholeMilliseconds
    maxLifetime = 10.minutes.inWholeMilliseconds
    addDataSourceProperty("ApplicationName", "${{ values.name }}")
    addDataSourceProperty("tcpKeepAlive", "true")
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
