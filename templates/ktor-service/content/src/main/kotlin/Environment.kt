package ${{ values.packageName }}

import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** A variable of the environment that is missing or not accepted; the message names it, its value and what is accepted. */
class EnvironmentException(message: String) : Exception(message)

/** Reads variables of the environment; an empty one counts as missing. */
class Environment(private val variables: Map<String, String>) {
    fun textOrNull(name: String): String? = variables[name]?.trim()?.ifEmpty { null }

    fun text(name: String): String = textOrNull(name) ?: throw EnvironmentException("$name is not set.")

    fun text(name: String, default: String, accepted: Regex, words: String): String =
        (textOrNull(name) ?: default).also { if (!accepted.matches(it)) refuse(name, it, words) }

    fun port(name: String, default: Int): Int = number(name, default, 1..65535)

    fun seconds(name: String, default: Int): Duration = number(name, default, 0..600).seconds

    fun number(name: String, default: Int, accepted: IntRange): Int {
        val value = textOrNull(name) ?: return default
        return value.toIntOrNull()?.takeIf { it in accepted }
            ?: refuse(name, value, "a whole number from ${accepted.first} to ${accepted.last}")
    }

    fun flag(name: String, default: Boolean): Boolean {
        val value = textOrNull(name) ?: return default
        return value.toBooleanStrictOrNull() ?: refuse(name, value, "true or false")
    }

    private fun refuse(name: String, value: String, words: String): Nothing =
        throw EnvironmentException("$name is \"$value\"; accepted: $words.")
}
