package ${{ values.packageName }}.notes

import ${{ values.packageName }}.Redis
import io.lettuce.core.RedisException
import io.lettuce.core.SetArgs
import kotlinx.coroutines.future.await
import kotlinx.serialization.json.Json
import org.slf4j.LoggerFactory
import java.time.Duration
import java.util.UUID

/** Notes read through Redis. Without Redis they come from where they are kept. */
class CachedNotes(private val notes: Notes, private val redis: Redis) : Notes by notes {
    override suspend fun find(id: UUID): Note? =
        cached(id) ?: notes.find(id)?.also { keep(it) }

    private suspend fun cached(id: UUID): Note? = withoutFail {
        redis.commands().get(key(id.toString())).await()?.let { Json.decodeFromString<Note>(it) }
    }

    private suspend fun keep(note: Note) {
        withoutFail { redis.commands().set(key(note.id), Json.encodeToString(note), SetArgs.Builder.ex(KEPT)).await() }
    }

    private suspend fun <T> withoutFail(block: suspend () -> T?): T? = try {
        block()
    } catch (failure: RedisException) {
        log.warn("Redis does not answer: {}", failure.message)
        null
    }

    private fun key(id: String) = "note:$id"

    private companion object {
        val KEPT: Duration = Duration.ofMinutes(1)
        val log = LoggerFactory.getLogger(CachedNotes::class.java)!!
    }
}
