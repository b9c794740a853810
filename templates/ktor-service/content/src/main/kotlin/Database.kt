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

/** The connections to PostgreSQL. */
class Database(config: DatabaseConfig) : AutoCloseable {
    private val pool = HikariDataSource(poolOf(config))

    /** Brings the schema up to date; waits up to a minute for the database. One instance at a time migrates. */
    fun migrate() {
        Flyway.configure()
            .dataSource(pool)
            .connectRetries(CONNECT_RETRIES)
            .connectRetriesInterval(CONNECT_RETRY_SECONDS)
            .load()
            .migrate()
    }

    /** Runs statements off the threads that serve calls, and ends them when the call is cancelled. */
    suspend fun <T> use(block: (Connection) -> T): T =
        runInterruptible(Dispatchers.IO) { pool.connection.use(block) }

    fun observeWith(registry: MeterRegistry) {
        pool.metricsTrackerFactory = MicrometerMetricsTrackerFactory(registry)
    }

    override fun close() = pool.close()

    private companion object {
        const val CONNECT_RETRIES = 12
        const val CONNECT_RETRY_SECONDS = 5
    }
}

private fun poolOf(config: DatabaseConfig) = HikariConfig().apply {
    poolName = "database"
    jdbcUrl = "jdbc:postgresql://${config.host}:${config.port}/${config.name}"
    maximumPoolSize = config.poolSize
    // The service starts, and tells that it is not ready, while the database is away.
    initializationFailTimeout = -1
    minimumIdle = 1
    idleTimeout = 5.minutes.inWholeMilliseconds
    maxLifetime = 10.minutes.inWholeMilliseconds
    addDataSourceProperty("ApplicationName", "${{ values.name }}")
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
