package ${{ values.packageName }}

import ${{ values.packageName }}.notes.CachedNotes
import ${{ values.packageName }}.notes.StoredNotes
import io.ktor.server.application.ApplicationStopped
import io.ktor.server.engine.connector
import io.ktor.server.engine.embeddedServer
import io.ktor.server.netty.Netty
import org.slf4j.LoggerFactory
import kotlin.system.exitProcess

private val log = LoggerFactory.getLogger("Main")

fun main() {
    try {
        run(Config.from(Environment(System.getenv())))
    } catch (failure: Exception) {
        // Ends the process whatever threads a part has started, so that the rollout notices.
        log.error("The service could not start: {}", failure.message, failure)
        exitProcess(1)
    }
}

private fun run(config: Config) {
    val database = Database(config.database)
    database.migrate()
    val redis = Redis(config.redis)
    val parts = Parts(
        basePath = config.basePath,
        notes = CachedNotes(StoredNotes(database), redis),
        needs = listOf(needOf(database), needOf(redis)),
        shutdown = Shutdown(config.shutdown),
        metrics = meterRegistry(),
    )
    embeddedServer(
        Netty,
        configure = {
            connector { port = config.port }
            // Shutdown has waited for the calls; this is for the last bytes of the last answer.
            shutdownGracePeriod = 100
            shutdownTimeout = 1_000
        },
    ) {
        service(parts)
        database.observeWith(parts.metrics)
        monitor.subscribe(ApplicationStopped) {
            redis.close()
            database.close()
        }
    }.start(wait = true)
}
