package ${{ values.packageName }}

import io.ktor.http.HttpStatusCode
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.get
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withTimeout
import kotlinx.serialization.Serializable
import kotlin.time.Duration.Companion.seconds

/** Something the service cannot work without; `probe` throws while it does not answer. */
class Need(val name: String, val probe: suspend () -> Unit)

@Serializable
data class Readiness(val ready: Boolean, val needs: Map<String, String>)

/**
 * `GET /health`: 200 as long as the process serves calls, whatever it depends on: what asks it restarts the process.
 * `GET /health/ready`: 200 while it can do its work, else 503 with the reasons.
 */
fun Route.health(needs: List<Need>, isStopping: () -> Boolean) {
    get("/health") { call.respond(mapOf("status" to "up")) }
    get("/health/ready") {
        val readiness = if (isStopping()) Readiness(false, mapOf("service" to "stopping")) else readinessOf(needs)
        call.respond(if (readiness.ready) HttpStatusCode.OK else HttpStatusCode.ServiceUnavailable, readiness)
    }
}

fun needOf(database: Database) = Need("postgresql") { check(database.isAnswering()) { "does not answer" } }

fun needOf(redis: Redis) = Need("redis") { redis.commands().ping().await() }

private suspend fun readinessOf(needs: List<Need>): Readiness = coroutineScope {
    val failures = needs.map { need -> async(Dispatchers.Default) { failureOf(need) } }.awaitAll()
    Readiness(
        ready = failures.all { it == null },
        needs = needs.zip(failures).associate { (need, failure) -> need.name to (failure ?: "ready") },
    )
}

private suspend fun failureOf(need: Need): String? = try {
    withTimeout(PROBE_WITHIN) { need.probe() }
    null
} catch (_: TimeoutCancellationException) {
    "no answer within $PROBE_WITHIN"
} catch (cancelled: CancellationException) {
    throw cancelled
} catch (failure: Exception) {
    failure.message ?: failure.javaClass.simpleName
}

private val PROBE_WITHIN = 2.seconds
