package ${{ values.packageName }}

import ${{ values.packageName }}.notes.Note
import io.ktor.server.engine.connector
import io.ktor.server.engine.embeddedServer
import io.ktor.server.netty.Netty
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.assertThrows
import java.net.ConnectException
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.util.UUID
import java.util.concurrent.CompletableFuture
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.time.Duration.Companion.milliseconds

class ShutdownTest {
    private val client = HttpClient.newHttpClient()
    private val asked = CompletableDeferred<Unit>()
    private val answer = CompletableDeferred<Note>()
    private val slowNotes = object : NotesInMemory() {
        override suspend fun find(id: UUID): Note {
            asked.complete(Unit)
            return answer.await()
        }
    }

    @Test
    fun `an open call gets its answer after the order to stop`() = runBlocking {
        val parts = testParts(slowNotes, drain = 100.milliseconds)
        val server = embeddedServer(Netty, configure = { connector { port = 0 } }) { service(parts) }.start()
        val address = "http://localhost:${server.engine.resolvedConnectors().single().port}"
        fun ask(path: String) = HttpRequest.newBuilder(URI("$address$path")).build()

        val open = client.sendAsync(ask("/service/notes/${UUID.randomUUID()}"), BodyHandlers.ofString())
        asked.await()
        val stopped = CompletableFuture.runAsync { server.stop(100, 1_000) }
        while (!parts.shutdown.isStopping) Thread.onSpinWait()
        assertEquals(503, client.send(ask("/health/ready"), BodyHandlers.ofString()).statusCode())
        answer.complete(Note.of("slow"))

        assertEquals(200, open.get().statusCode())
        stopped.get()
        assertThrows<ConnectException> { client.send(ask("/health"), BodyHandlers.ofString()) }
        Unit
    }
}
