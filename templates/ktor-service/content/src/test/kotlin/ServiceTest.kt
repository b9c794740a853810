package ${{ values.packageName }}

import io.ktor.client.HttpClient
import io.ktor.client.request.get
import io.ktor.client.request.header
import io.ktor.client.request.post
import io.ktor.client.request.setBody
import io.ktor.client.statement.bodyAsText
import io.ktor.http.ContentType
import io.ktor.http.HttpHeaders
import io.ktor.http.HttpStatusCode
import io.ktor.http.contentType
import io.ktor.server.testing.testApplication
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource
import java.sql.SQLTransientConnectionException
import java.util.UUID
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotNull

class ServiceTest {
    private fun serviceTest(parts: Parts = testParts(), block: suspend HttpClient.() -> Unit) = testApplication {
        application { service(parts) }
        client.block()
    }

    private suspend fun HttpClient.postNote(body: String) = post("/service/notes") {
        contentType(ContentType.Application.Json)
        setBody(body)
    }

    @Test
    fun `a note is found where it was put`() = serviceTest {
        val added = postNote("""{"text":" remember "}""")
        assertEquals(HttpStatusCode.Created, added.status)
        val found = get(assertNotNull(added.headers[HttpHeaders.Location]))
        assertEquals(added.bodyAsText(), found.bodyAsText())
        assertContains(found.bodyAsText(), """"text":"remember"""")
    }

    @ParameterizedTest
    @ValueSource(strings = ["""{"text":""}""", """{"txt":"a"}""", "{", ""])
    fun `a body that is not a note is refused`(body: String) = serviceTest {
        assertEquals(HttpStatusCode.BadRequest, postNote(body).status)
    }

    @Test
    fun `a body that is not JSON is refused`() = serviceTest {
        assertEquals(HttpStatusCode.UnsupportedMediaType, post("/service/notes") { setBody("a") }.status)
    }

    @ParameterizedTest
    @ValueSource(strings = ["/service/notes/none", "/service/notes/00000000-0000-0000-0000-000000000000", "/notes", "/"])
    fun `what is not there is not found`(path: String) = serviceTest {
        val answer = get(path)
        assertEquals(HttpStatusCode.NotFound, answer.status)
        assertContains(answer.bodyAsText(), "There is nothing here.")
    }

    @Test
    fun `a request id is kept`() = serviceTest {
        val answer = get("/nowhere") { header(HttpHeaders.XRequestId, "call-1") }
        assertEquals("call-1", answer.headers[HttpHeaders.XRequestId])
        assertContains(answer.bodyAsText(), """"requestId":"call-1"""")
    }

    @ParameterizedTest
    @ValueSource(strings = ["", "a b", "a<script>"])
    fun `a request id that is missing or not accepted is replaced`(id: String) = serviceTest {
        val answer = get("/health") { if (id.isNotEmpty()) header(HttpHeaders.XRequestId, id) }
        UUID.fromString(answer.headers[HttpHeaders.XRequestId])
    }

    @Test
    fun `it is ready when all it needs answers`() = serviceTest(testParts(needs = listOf(Need("a") {}, Need("b") {}))) {
        assertEquals("""{"ready":true,"needs":{"a":"ready","b":"ready"}}""", get("/health/ready").bodyAsText())
    }

    @Test
    fun `it is alive but not ready while something it needs is away`() =
        serviceTest(testParts(needs = listOf(Need("a") {}, Need("b") { error("refused") }))) {
            val ready = get("/health/ready")
            assertEquals(HttpStatusCode.ServiceUnavailable, ready.status)
            assertEquals("""{"ready":false,"needs":{"a":"ready","b":"refused"}}""", ready.bodyAsText())
            assertEquals(HttpStatusCode.OK, get("/health").status)
        }

    @Test
    fun `a database that is away is told as such`() {
        val away = object : NotesInMemory() {
            override suspend fun find(id: UUID) = throw SQLTransientConnectionException("no connection")
        }
        serviceTest(testParts(notes = away)) {
            val answer = get("/service/notes/${UUID.randomUUID()}")
            assertEquals(HttpStatusCode.ServiceUnavailable, answer.status)
            assertFalse("no connection" in answer.bodyAsText())
        }
    }

    @Test
    fun `calls are measured by route`() = serviceTest {
        get("/service/notes/${UUID.randomUUID()}")
        val metrics = get("/metrics").bodyAsText()
        assertContains(metrics, """route="/service/notes/{id}",status="404"""")
        assertContains(metrics, """le="0.25"""")
        assertContains(metrics, "jvm_memory_used_bytes")
    }
}
