"""AWS Secrets Manager: secrets, their targets and policies."""

import json
import secrets
import string

from ..cloudformation.model import Json
from .handler import Handler, dig, handles, only, without
from .retag import OF_SECRET, retag

_ALPHABET = string.ascii_letters + string.digits + "!#%*+-.:=?^_~"


@handles("SecretsManager::Secret")
class Secret(Handler):
    service, create_operation, id_path, name_property = "secretsmanager", "create_secret", "ARN", "Name"

    def arguments(self) -> Json:
        made = without(self.properties, "GenerateSecretString", "ReplicaRegions")
        generate = self.properties.get("GenerateSecretString")
        return {**made, "SecretString": _generated(generate)} if generate is not None else made

    def update(self, before: Json) -> None:
        """A generated value stays: only description, key and given text change."""
        changeable = only(self.properties, "Description", "KmsKeyId", "SecretString")
        self.call("update_secret", changeable, SecretId=self.physical_id)

    def delete(self) -> None:
        self.call("delete_secret", SecretId=self.physical_id, ForceDeleteWithoutRecovery=True)

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag(self, self.physical_id, tags, gone, OF_SECRET)

    def attributes(self) -> Json:
        return {"Id": self.physical_id}


def _generated(rules: Json) -> str:
    excluded = set(rules.get("ExcludeCharacters", ""))
    if rules.get("ExcludePunctuation"):
        excluded |= set(string.punctuation)
    characters = [character for character in _ALPHABET if character not in excluded]
    password = "".join(secrets.choice(characters) for _ in range(int(rules.get("PasswordLength", 32))))
    if not rules.get("GenerateStringKey"):
        return password
    return json.dumps({**json.loads(rules["SecretStringTemplate"]), rules["GenerateStringKey"]: password})


@handles("SecretsManager::SecretTargetAttachment")
class SecretTargetAttachment(Handler):
    """Writes the database's address into the secret."""

    service = "secretsmanager"

    def identify(self, answer: Json) -> str:
        return self.properties["SecretId"]

    def after(self) -> None:
        secret = self.properties["SecretId"]
        known = json.loads(self.call("get_secret_value", SecretId=secret)["SecretString"])
        self.call("put_secret_value", SecretId=secret, SecretString=json.dumps({**known, **self._target()}))

    def attributes(self) -> Json:
        return {"Id": self.physical_id}

    def _target(self) -> Json:
        name = self.properties["TargetId"]
        if "DBCluster" in self.properties["TargetType"]:
            found = dig(self.call("describe_db_clusters", of="rds", DBClusterIdentifier=name), "DBClusters.0")
            where = {"host": found["Endpoint"], "port": found.get("Port", 5432), "dbClusterIdentifier": name}
        else:
            found = dig(self.call("describe_db_instances", of="rds", DBInstanceIdentifier=name), "DBInstances.0")
            endpoint = found["Endpoint"]
            where = {"host": endpoint["Address"], "port": endpoint["Port"], "dbInstanceIdentifier": name}
        return {**where, "engine": "postgres" if "postgres" in found["Engine"] else found["Engine"]}


@handles("SecretsManager::ResourcePolicy")
class SecretPolicy(Handler):
    service, delete_operation, id_argument = "secretsmanager", "delete_resource_policy", "SecretId"

    def identify(self, answer: Json) -> str:
        return self.properties["SecretId"]

    def after(self) -> None:
        policy = json.dumps(self.properties["ResourcePolicy"])
        self.call("put_resource_policy", SecretId=self.properties["SecretId"], ResourcePolicy=policy)
