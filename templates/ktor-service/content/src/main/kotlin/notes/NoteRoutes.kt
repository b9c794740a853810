package ${{ values.packageName }}.notes

import io.ktor.http.HttpHeaders
import io.ktor.http.HttpStatusCode
import io.ktor.server.plugins.BadRequestException
import io.ktor.server.request.path
import io.ktor.server.request.receive
import io.ktor.server.response.header
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import kotlinx.serialization.Serializable
import java.util.UUID

@Serializable
data class NewNote(val text: String)

/** `POST /notes` and `GET /notes/{id}`. */
fun Route.notes(notes: Notes) {
    post("/notes") {
        val text = call.receive<NewNote>().text.trim()
        if (text.length !in 1..MAX_LENGTH) throw BadRequestException("text: from 1 to $MAX_LENGTH characters.")
        val note = Note.of(text)
        notes.add(note)
        call.response.header(HttpHeaders.Location, "${call.request.path()}/${note.id}")
        call.respond(HttpStatusCode.Created, note)
    }
    get("/notes/{id}") {
        val id = runCatching { UUID.fromString(call.parameters["id"]) }.getOrNull()
        val note = id?.let { notes.find(it) }
        if (note == null) call.respond(HttpStatusCode.NotFound) else call.respond(note)
    }
}

private const val MAX_LENGTH = 1000
