package ${{ values.packageName }}

import com.zaxxer.hikari.HikariCredentialsProvider
import com.zaxxer.hikari.util.Credentials
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider
import software.amazon.awssdk.regions.Region
import software.amazon.awssdk.services.rds.RdsUtilities

/** A fresh password for each new connection: signed here, valid for 15 minutes, never stored. */
class IamTokens(
    private val host: String,
    private val port: Int,
    private val user: String,
    region: String,
    credentials: AwsCredentialsProvider = DefaultCredentialsProvider.builder().build(),
) : HikariCredentialsProvider {
    private val utilities = RdsUtilities.builder()
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .build()

    override fun getCredentials(): Credentials = Credentials.of(user, token())

    private fun token(): String =
        utilities.generateAuthenticationToken { it.hostname(host).port(port).username(user) }
}
