package ${{ values.packageName }}.notes

import kotlinx.serialization.Serializable
import java.time.Instant
import java.time.temporal.ChronoUnit
import java.util.UUID

/** An example of what this service keeps: replace it by your own. */
@Serializable
data class Note(val id: String, val text: String, val createdAt: String) {
    companion object {
        /** A new note, made now: to the microsecond, as PostgreSQL keeps it. */
        fun of(text: String) =
            Note(UUID.randomUUID().toString(), text, Instant.now().truncatedTo(ChronoUnit.MICROS).toString())
    }
}

interface Notes {
    suspend fun add(note: Note)

    suspend fun find(id: UUID): Note?
}
