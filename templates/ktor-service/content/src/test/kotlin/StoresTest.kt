package ${{ values.packageName }}

import ${{ values.packageName }}.notes.CachedNotes
import ${{ values.packageName }}.notes.Note
import ${{ values.packageName }}.notes.StoredNotes
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.TestInstance
import org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable
import java.util.UUID
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull

/** On a real PostgreSQL and Redis: those the environment names, as for the service itself. */
@TestInstance(PER_CLASS)
@EnabledIfEnvironmentVariable(named = "DB_HOST", matches = ".+", disabledReason = "No PostgreSQL and Redis: see the README")
class StoresTest {
    private lateinit var database: Database
    private lateinit var redis: Redis

    @BeforeAll
    fun connect() {
        val config = Config.from(Environment(System.getenv()))
        database = Database(config.database)
        database.migrate()
        redis = Redis(config.redis)
    }

    @AfterAll
    fun disconnect() {
        redis.close()
        database.close()
    }

    @Test
    fun `a note comes back from PostgreSQL as it was`() = runBlocking {
        val note = Note.of("kept")
        val notes = StoredNotes(database)
        notes.add(note)
        assertEquals(note, notes.find(UUID.fromString(note.id)))
    }

    @Test
    fun `a note never added is not there`() = runBlocking {
        assertNull(CachedNotes(StoredNotes(database), redis).find(UUID.randomUUID()))
    }

    @Test
    fun `a note read once comes from Redis`() = runBlocking {
        val note = Note.of("read")
        val id = UUID.fromString(note.id)
        val cached = CachedNotes(NotesInMemory().apply { add(note) }, redis)
        assertEquals(note, cached.find(id))
        assertEquals(note, CachedNotes(NotesInMemory(), redis).find(id))
    }

    @Test
    fun `without Redis a note comes from where it is kept`() = runBlocking {
        val note = Note.of("kept")
        val away = Redis(RedisConfig("localhost", port = 1, password = null, tls = false))
        val cached = CachedNotes(NotesInMemory().apply { add(note) }, away)
        assertEquals(note, cached.find(UUID.fromString(note.id)))
        away.close()
    }

    @Test
    fun `migrating again changes nothing`() = database.migrate()

    @Test
    fun `PostgreSQL is ready while calls have all connections`() = runBlocking {
        val busy = Database(Config.from(Environment(System.getenv() + ("DB_POOL_SIZE" to "1"))).database)
        busy.use { _ -> runBlocking { needOf(busy).probe() } }
        busy.close()
    }

    @Test
    fun `both are ready`() = runBlocking {
        listOf(needOf(database), needOf(redis)).forEach { it.probe() }
    }
}
