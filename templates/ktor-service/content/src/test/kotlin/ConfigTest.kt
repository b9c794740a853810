package ${{ values.packageName }}

import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.time.Duration.Companion.seconds

class ConfigTest {
    private val onAws = mapOf(
        "AWS_REGION" to "ap-northeast-2",
        "DB_HOST" to "proxy.example",
        "DB_NAME" to "app",
        "DB_USER" to "app",
        "REDIS_HOST" to "redis.example",
    )

    private fun configOf(vararg more: Pair<String, String>) = Config.from(Environment(onAws + more))

    @Test
    fun `what AWS gives is enough, and everything is encrypted`() {
        val config = configOf()
        assertEquals(8080, config.port)
        assertEquals("/${{ values.slot }}", config.basePath)
        assertEquals("ap-northeast-2", assertIs<Login.IamToken>(config.database.login).region)
        assertEquals("verify-full", config.database.sslMode)
        assertEquals(true, config.redis.tls)
        assertEquals(5.seconds, config.shutdown.drain)
    }

    @Test
    fun `a local database has a password`() {
        val login = configOf("DB_IAM_AUTH" to "false", "DB_PASSWORD" to "secret").database.login
        assertEquals("secret", assertIs<Login.Password>(login).password)
    }

    @ParameterizedTest
    @CsvSource(
        "PORT, 0, a whole number from 1 to 65535",
        "PORT, http, a whole number from 1 to 65535",
        "BASE_PATH, service/, a path such as /service",
        "REDIS_TLS, yes, true or false",
        "DB_BORROW_TIMEOUT_SECONDS, 0, a whole number from 1 to 600",
        "DB_SSL_MODE, require, verify-full or disable",
    )
    fun `a value that is not accepted is named with what is`(name: String, value: String, accepted: String) {
        val failure = assertThrows<EnvironmentException> { configOf(name to value) }
        assertEquals("$name is \"$value\"; accepted: $accepted.", failure.message)
    }

    @Test
    fun `a variable that is missing is named`() {
        val failure = assertThrows<EnvironmentException> { configOf("DB_HOST" to " ") }
        assertEquals("DB_HOST is not set.", failure.message)
    }
}
