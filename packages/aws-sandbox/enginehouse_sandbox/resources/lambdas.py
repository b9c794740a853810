"""AWS Lambda: functions and what belongs to them (records; code does not run)."""

import io
import zipfile
from contextlib import suppress

from botocore.exceptions import ClientError

from ..cloudformation.model import Json
from .handler import Handler, handles, only
from .retag import OF_FUNCTION, retag

_CONFIGURATION = [
    "MemorySize",
    "Timeout",
    "Environment",
    "Handler",
    "Runtime",
    "Description",
    "Layers",
    "Role",
    "VpcConfig",
    "TracingConfig",
    "EphemeralStorage",
]


@handles("Lambda::Function")
class Function(Handler):
    service, create_operation = "lambda", "create_function"
    name_property, name_limit = "FunctionName", 64
    delete_operation, id_argument = "delete_function", "FunctionName"

    def arguments(self) -> Json:
        tags = {tag["Key"]: tag["Value"] for tag in self.properties.get("Tags", [])}
        return {**self.properties, "Code": self._code(), "Tags": tags}

    def update(self, before: Json) -> None:
        configuration = only(self.properties, *_CONFIGURATION)
        self.call("update_function_configuration", configuration, FunctionName=self.physical_id)
        if before.get("Code") != self.properties.get("Code"):
            self.call("update_function_code", self._code(), FunctionName=self.physical_id)

    def attributes(self) -> Json:
        live = self.call("get_function_configuration", FunctionName=self.physical_id)
        return {"Arn": live["FunctionArn"].removesuffix(":$LATEST")}

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag(self, self.attributes()["Arn"], tags, gone, OF_FUNCTION)

    def _code(self) -> Json:
        """Inline source becomes a zip archive, as the API wants it."""
        code = self.properties["Code"]
        if "ZipFile" not in code:
            return code
        extension = "py" if str(self.properties.get("Runtime")).startswith("python") else "js"
        module = self.properties.get("Handler", "index.handler").split(".")[0]
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(f"{module}.{extension}", code["ZipFile"])
        return {"ZipFile": buffer.getvalue()}


@handles("Lambda::Version")
class Version(Handler):
    service, create_operation = "lambda", "publish_version"

    def identify(self, answer: Json) -> str:
        self.state["version"] = answer["Version"]
        return answer["FunctionArn"]

    def attributes(self) -> Json:
        return {"Version": self.state["version"], "FunctionArn": self.physical_id}


@handles("Lambda::Alias")
class Alias(Handler):
    service, create_operation, update_operation, id_path = "lambda", "create_alias", "update_alias", "AliasArn"

    def delete(self) -> None:
        self.call("delete_alias", only(self.properties, "FunctionName", "Name"))

    def attributes(self) -> Json:
        return {"AliasArn": self.physical_id}


@handles("Lambda::Url")
class Url(Handler):
    service, create_operation = "lambda", "create_function_url_config"
    delete_operation, id_argument = "delete_function_url_config", "FunctionName"

    def arguments(self) -> Json:
        return {**self.properties, "FunctionName": self.properties["TargetFunctionArn"]}

    def identify(self, answer: Json) -> str:
        self.state["url"] = answer["FunctionUrl"]
        return self.properties["TargetFunctionArn"]

    def attributes(self) -> Json:
        return {"FunctionUrl": self.state["url"], "FunctionArn": self.physical_id}


@handles("Lambda::EventInvokeConfig")
class EventInvokeConfig(Handler):
    service = "lambda"
    create_operation = update_operation = "put_function_event_invoke_config"


@handles("Lambda::Permission")
class Permission(Handler):
    service, create_operation = "lambda", "add_permission"

    def arguments(self) -> Json:
        return {"StatementId": self.generated_name, **self.properties}

    def identify(self, answer: Json) -> str:
        return self.generated_name

    def delete(self) -> None:
        with suppress(ClientError):  # gone with its function
            function = self.properties["FunctionName"]
            self.call("remove_permission", FunctionName=function, StatementId=self.generated_name)


@handles("Lambda::LayerVersion")
class LayerVersion(Handler):
    service, create_operation, id_path = "lambda", "publish_layer_version", "LayerVersionArn"

    def arguments(self) -> Json:
        return {"LayerName": self.generated_name, **self.properties}

    def delete(self) -> None:
        name, version = self.physical_id.split(":")[-2:]
        self.call("delete_layer_version", LayerName=name, VersionNumber=version)

    def attributes(self) -> Json:
        return {"LayerVersionArn": self.physical_id}


@handles("Lambda::EventSourceMapping")
class EventSourceMapping(Handler):
    service, create_operation, id_path = "lambda", "create_event_source_mapping", "UUID"
    update_operation, delete_operation, id_argument = (
        "update_event_source_mapping",
        "delete_event_source_mapping",
        "UUID",
    )

    def update_arguments(self) -> Json:
        return only(self.properties, "FunctionName", "Enabled", "BatchSize", "MaximumBatchingWindowInSeconds")

    def attributes(self) -> Json:
        return {"Id": self.physical_id}
