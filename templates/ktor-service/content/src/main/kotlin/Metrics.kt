package ${{ values.packageName }}

import io.ktor.http.ContentType
import io.ktor.server.application.Application
import io.ktor.server.application.install
import io.ktor.server.metrics.micrometer.MicrometerMetrics
import io.ktor.server.response.respondText
import io.ktor.server.routing.Route
import io.ktor.server.routing.get
import io.micrometer.core.instrument.config.MeterFilter
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig
import io.micrometer.prometheusmetrics.PrometheusConfig
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry
import kotlin.time.Duration.Companion.milliseconds

/** Prometheus metrics of calls, the JVM and whatever registers with it. */
fun meterRegistry() = PrometheusMeterRegistry(PrometheusConfig.DEFAULT).apply {
    // The listening address is the same for all calls and differs by task: a series per task for nothing.
    config().meterFilter(MeterFilter.ignoreTags("address"))
}

fun Application.installMetrics(metrics: PrometheusMeterRegistry) {
    install(MicrometerMetrics) {
        registry = metrics
        distributionStatisticConfig = DistributionStatisticConfig.Builder()
            .serviceLevelObjectives(*BUCKETS.map { it.inWholeNanoseconds.toDouble() }.toDoubleArray())
            .build()
    }
}

private val BUCKETS = listOf(10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000).map { it.milliseconds }

fun Route.metrics(metrics: PrometheusMeterRegistry) {
    get("/metrics") { call.respondText(metrics.scrape(), ContentType.parse("text/plain; version=0.0.4")) }
}
