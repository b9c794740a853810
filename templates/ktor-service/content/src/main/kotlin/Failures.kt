package ${{ values.packageName }}

import io.ktor.http.HttpStatusCode
import io.ktor.server.application.Application
import io.ktor.server.application.ApplicationCall
import io.ktor.server.application.install
import io.ktor.server.application.log
import io.ktor.server.plugins.BadRequestException
import io.ktor.server.plugins.ContentTransformationException
import io.ktor.server.plugins.callid.callId
import io.ktor.server.plugins.statuspages.StatusPages
import io.ktor.server.response.respond
import kotlinx.serialization.Serializable
import java.sql.SQLTransientException

/** What a call that failed answers: words for people, and the id under which the log tells more. */
@Serializable
data class Failure(val error: String, val requestId: String?)

/** Turns what is thrown into answers; only what nobody foresaw is logged as an error. */
fun Application.installFailures() {
    install(StatusPages) {
        exception<BadRequestException> { call, failure ->
            call.fail(HttpStatusCode.BadRequest, failure.cause?.message ?: failure.message ?: "The request is not understood.")
        }
        exception<ContentTransformationException> { call, _ ->
            call.fail(HttpStatusCode.UnsupportedMediaType, "The body must be JSON, with the header Content-Type: application/json.")
        }
        exception<SQLTransientException> { call, failure ->
            call.application.log.warn("The database did not answer", failure)
            call.fail(HttpStatusCode.ServiceUnavailable, "The database does not answer. Try again later.")
        }
        exception<Throwable> { call, failure ->
            call.application.log.error("The call failed", failure)
            call.fail(HttpStatusCode.InternalServerError, "The service failed. Its log tells more under this request id.")
        }
        status(HttpStatusCode.NotFound) { call, status -> call.fail(status, "There is nothing here.") }
    }
}

suspend fun ApplicationCall.fail(status: HttpStatusCode, error: String) = respond(status, Failure(error, callId))
