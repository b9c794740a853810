package ${{ values.packageName }}.notes

import ${{ values.packageName }}.Database
import java.sql.ResultSet
import java.time.OffsetDateTime
import java.util.UUID

/** Notes in PostgreSQL. */
class StoredNotes(private val database: Database) : Notes {
    override suspend fun add(note: Note) = database.use { connection ->
        connection.prepareStatement("insert into note (id, text, created_at) values (?, ?, ?)").use { statement ->
            statement.setObject(1, UUID.fromString(note.id))
            statement.setString(2, note.text)
            statement.setObject(3, OffsetDateTime.parse(note.createdAt))
            statement.executeUpdate()
        }
        Unit
    }

    override suspend fun find(id: UUID): Note? = database.use { connection ->
        connection.prepareStatement("select id, text, created_at from note where id = ?").use { statement ->
            statement.setObject(1, id)
            statement.executeQuery().use { rows -> if (rows.next()) rows.note() else null }
        }
    }

    private fun ResultSet.note() = Note(
        id = getString("id"),
        text = getString("text"),
        createdAt = getObject("created_at", OffsetDateTime::class.java).toInstant().toString(),
    )
}
