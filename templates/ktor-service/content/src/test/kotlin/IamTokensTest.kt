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
        assertContains(login.password, "X-Amz-Expires=900")
    }
}
