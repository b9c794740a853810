"""Actions on templates."""

import json

from moto.core.responses import ActionResult, EmptyResult

from .. import capabilities, change_sets, template
from .base import ActionBase


class TemplateActions(ActionBase):
    def get_template(self) -> ActionResult:
        """Of a stack, or of one of its change sets; the text as it was given, or as JSON when processed."""
        name = self.given("ChangeSetName")
        body = change_sets.find(self.store, name, self.given("StackName")).body if name else self.stack().body
        if self.given("TemplateStage") == "Processed":
            body = json.dumps(template.parse(body))
        return ActionResult({"TemplateBody": body, "StagesAvailable": ["Original", "Processed"]})

    def get_template_summary(self) -> ActionResult:
        body = self.stack().body if self.given("StackName") else self._body()
        parsed = template.parse(body)
        template.validate(parsed, self.region)
        needed, reason = capabilities.required(parsed)
        return ActionResult(
            {
                "Parameters": template.summary_parameters(parsed),
                "Description": parsed.get("Description"),
                "Capabilities": needed,
                "CapabilitiesReason": reason,
                "ResourceTypes": sorted({resource["Type"] for resource in parsed["Resources"].values()}),
                "Version": parsed.get("AWSTemplateFormatVersion"),
                "Metadata": json.dumps(parsed["Metadata"]) if "Metadata" in parsed else None,
            }
        )

    def validate_template(self) -> ActionResult:
        parsed = template.parse(self._body())
        template.validate(parsed, self.region)
        needed, reason = capabilities.required(parsed)
        return ActionResult(
            {
                "Parameters": template.summary_parameters(parsed),
                "Description": parsed.get("Description"),
                "Capabilities": needed,
                "CapabilitiesReason": reason,
            }
        )

    def get_stack_policy(self) -> EmptyResult:
        """Stack policies are not kept: none is set."""
        self.stack()
        return EmptyResult()

    def _body(self) -> str:
        return template.body_from(
            self.current_account, self.region, self.given("TemplateBody"), self.given("TemplateURL")
        )
