package ${{ values.packageName }}

import ${{ values.packageName }}.notes.Note
import ${{ values.packageName }}.notes.Notes
import java.util.UUID
import java.util.concurrent.ConcurrentHashMap
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** Notes of one test. */
open class NotesInMemory : Notes {
    private val notes = ConcurrentHashMap<UUID, Note>()

    override suspend fun add(note: Note) {
        notes[UUID.fromString(note.id)] = note
    }

    override suspend fun find(id: UUID): Note? = notes[id]
}

/** The whole service but PostgreSQL and Redis. */
fun testParts(
    notes: Notes = NotesInMemory(),
    needs: List<Need> = emptyList(),
    drain: Duration = Duration.ZERO,
) = Parts("/service", notes, needs, Shutdown(ShutdownConfig(drain, finish = 10.seconds)), meterRegistry())
