package ${{ values.packageName }}

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertTrue

class IamTokensTest {
    @Test
    fun `the password is a token for this host, user and region`() {
        val role = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"))
        val login = IamTokens("proxy.example", 5432, "app", "ap-northeast-2", role).credentials
        assertEquals("app", login.username)
        assertTrue(login.password.startsWith("proxy.example:5432/?"), login.password)
        assertContains(login.password, "DBUser=app")
        assertContains(login.password, "ap-northeast-2%2Frds-db%2Faws4_request")
        // The SDK rounds down what is left of the 15 minutes when it signs.
        val seconds = Regex("X-Amz-Expires=(\\d+)").find(login.password)?.groupValues?.get(1)?.toInt()
        assertTrue(seconds in 800..900, login.password)
    }
}
