package ${{ values.packageName }}

import ${{ values.packageName }}.notes.Notes
import ${{ values.packageName }}.notes.notes
import io.ktor.http.HttpHeaders
import io.ktor.serialization.kotlinx.json.json
import io.ktor.server.application.Application
import io.ktor.server.application.install
import io.ktor.server.plugins.callid.CallId
import io.ktor.server.plugins.callid.callIdMdc
import io.ktor.server.plugins.calllogging.CallLogging
import io.ktor.server.plugins.contentnegotiation.ContentNegotiation
import io.ktor.server.request.path
import io.ktor.server.routing.route
import io.ktor.server.routing.routing
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry
import java.util.UUID

/** What the service is made of. */
class Parts(
    val basePath: String,
    val notes: Notes,
    val needs: List<Need>,
    val shutdown: Shutdown,
    val metrics: PrometheusMeterRegistry,
)

/** The plugins and routes. What is outside the base path is not reachable through the load balancer. */
fun Application.service(parts: Parts) {
    parts.shutdown.watch(this)
    install(CallId) {
        retrieveFromHeader(HttpHeaders.XRequestId)
        generate { UUID.randomUUID().toString() }
        verify { id -> REQUEST_ID.matches(id) }
        replyToHeader(HttpHeaders.XRequestId)
    }
    install(CallLogging) {
        callIdMdc("request_id")
        disableDefaultColors()
        filter { call -> call.request.path().startsWith(parts.basePath) }
    }
    install(ContentNegotiation) { json() }
    installFailures()
    installMetrics(parts.metrics)
    routing {
        health(parts.needs, parts.shutdown::isStopping)
        metrics(parts.metrics)
        route(parts.basePath) { notes(parts.notes) }
    }
}

private val REQUEST_ID = Regex("[A-Za-z0-9._:/=+-]{1,128}")
