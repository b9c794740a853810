package ${{ values.packageName }}

import io.ktor.server.application.Application
import io.ktor.server.application.ApplicationCallPipeline
import io.ktor.server.application.ApplicationStopPreparing
import io.ktor.server.application.log
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull

/**
 * Lets open calls finish. Ktor's own grace period does not: it closes their connections. So this holds the stop back,
 * from the order to stop until the last open call is answered, while the port stays open.
 */
class Shutdown(private val config: ShutdownConfig) {
    private val open = MutableStateFlow(0)

    /** Whether the order to stop has come: tell the load balancer, but go on serving. */
    @Volatile
    var isStopping = false
        private set

    fun watch(application: Application) {
        application.intercept(ApplicationCallPipeline.Setup) {
            open.update { it + 1 }
            try {
                proceed()
            } finally {
                open.update { it - 1 }
            }
        }
        // Ktor tells it twice, from two threads: the second waits for the first.
        val finished by lazy { letCallsFinish(application) }
        application.monitor.subscribe(ApplicationStopPreparing) { finished }
    }

    private fun letCallsFinish(application: Application) = runBlocking {
        isStopping = true
        delay(config.drain)
        withTimeoutOrNull(config.finish) { open.first { it == 0 } }
            ?: application.log.warn("{} calls were still open after {}", open.value, config.drain + config.finish)
    }
}
