package ${{ values.packageName }}

import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** What the service is told by its environment; docs/index.md lists the variables. */
class Config(
    val port: Int,
    /** Where the load balancer sends this service's calls: `/service`, without a slash at its end. */
    val basePath: String,
    val database: DatabaseConfig,
    val redis: RedisConfig,
    val shutdown: ShutdownConfig,
) {
    companion object {
        /** @throws EnvironmentException for the first variable that is missing or not accepted */
        fun from(environment: Environment) = Config(
            port = environment.port("PORT", default = 8080),
            basePath = environment.text("BASE_PATH", "/${{ values.slot }}", Regex("(/[a-z0-9-]+)+"), "a path such as /service"),
            database = DatabaseConfig.from(environment),
            redis = RedisConfig.from(environment),
            shutdown = ShutdownConfig.from(environment),
        )
    }
}

class DatabaseConfig(
    val host: String,
    val port: Int,
    val name: String,
    val user: String,
    val login: Login,
    /** `verify-full`: encrypted, the server verified by authorities Java trusts; `disable`: for a database on this machine. */
    val sslMode: String,
    val poolSize: Int,
    /** How long RDS Proxy lets a statement wait for a connection to the database. */
    val borrowTimeout: Duration,
    /** How long the service waits for the database at start. */
    val wait: Duration,
) {
    companion object {
        fun from(environment: Environment) = DatabaseConfig(
            host = environment.text("DB_HOST"),
            port = environment.port("DB_PORT", default = 5432),
            name = environment.text("DB_NAME"),
            user = environment.text("DB_USER"),
            login = Login.from(environment),
            sslMode = environment.text("DB_SSL_MODE", "verify-full", Regex("verify-full|disable"), "verify-full or disable"),
            poolSize = environment.number("DB_POOL_SIZE", default = 10, accepted = 1..100),
            borrowTimeout = environment.number("DB_BORROW_TIMEOUT_SECONDS", default = 30, accepted = 1..600).seconds,
            wait = environment.number("DB_WAIT_SECONDS", default = 60, accepted = 1..600).seconds,
        )
    }
}

/** How the service proves to the database who it is. */
sealed interface Login {
    class Password(val password: String) : Login

    /** A token made for each connection from the credentials of the task's role. */
    data class IamToken(val region: String) : Login

    companion object {
        fun from(environment: Environment): Login =
            if (environment.flag("DB_IAM_AUTH", default = true)) {
                IamToken(environment.text("AWS_REGION"))
            } else {
                Password(environment.text("DB_PASSWORD"))
            }
    }
}

class RedisConfig(val host: String, val port: Int, val password: String?, val tls: Boolean) {
    companion object {
        fun from(environment: Environment) = RedisConfig(
            host = environment.text("REDIS_HOST"),
            port = environment.port("REDIS_PORT", default = 6379),
            password = environment.textOrNull("REDIS_PASSWORD"),
            tls = environment.flag("REDIS_TLS", default = true),
        )
    }
}

/** Their sum, and 2 s more, must stay below the stop timeout of the container: the chassis gives it 60 s. */
class ShutdownConfig(
    /** How long calls still come and are served after the order to stop, while the load balancer learns of it. */
    val drain: Duration,
    /** How long open calls may take after that. */
    val finish: Duration,
) {
    companion object {
        fun from(environment: Environment) = ShutdownConfig(
            drain = environment.seconds("SHUTDOWN_DRAIN_SECONDS", default = 5),
            finish = environment.seconds("SHUTDOWN_FINISH_SECONDS", default = 20),
        )
    }
}
