"""Actions on stacks: create, update, delete, describe, list, protect, cancel, roll back."""

from moto.core.responses import ActionResult, EmptyResult

from .. import change_sets
from ..acceptance import Request, target_of
from ..answers import stack_answer, stack_summary
from ..changes import forecast
from ..engine import ENGINE, check_updatable
from ..errors import AlreadyExists, ValidationError, no_such_stack
from ..model import Stack
from ..paging import page
from .base import ActionBase


class StackActions(ActionBase):
    def create_stack(self) -> ActionResult:
        name, request = self.required("StackName"), self.template_request()
        store = self.store
        with store.lock:
            if store.find(name):
                raise AlreadyExists(f"Stack [{name}] already exists")
            target = target_of(store, None, request)
            stack = change_sets.review_stack(store, name, request)
            stack.termination_protection = bool(self.given("EnableTerminationProtection", False))
            stack.disable_rollback = bool(self.given("DisableRollback", False))
            on_failure = self.given("OnFailure") or ("DO_NOTHING" if stack.disable_rollback else "ROLLBACK")
            ENGINE.deploy(store, stack, "CREATE", target, self.given("ClientRequestToken"), on_failure)
        return ActionResult({"StackId": stack.id})

    def update_stack(self) -> ActionResult:
        stack, store, request = self.live_stack(), self.store, self.template_request()
        with store.lock:
            check_updatable(stack)
            target = target_of(store, stack, request)
            if not forecast(store, stack, target).anything:
                raise ValidationError("No updates are to be performed.")
            change_sets.obsolete_others(store, stack)
            stack.capabilities = request.capabilities
            stack.role_arn = request.role_arn or stack.role_arn
            if request.notification_arns is not None:
                stack.notification_arns = request.notification_arns
            stack.change_set_id = None
            on_failure = "DO_NOTHING" if self.given("DisableRollback", False) else "ROLLBACK"
            ENGINE.deploy(store, stack, "UPDATE", target, self.given("ClientRequestToken"), on_failure)
        return ActionResult({"StackId": stack.id})

    def delete_stack(self) -> EmptyResult:
        store, stack = self.store, self.store.find(self.required("StackName"))
        if not stack or not stack.live:
            return EmptyResult()
        retain = self.given("RetainResources", [])
        with store.lock:
            _check_deletable(stack, retain)
            if stack.status != "DELETE_IN_PROGRESS":
                stack.role_arn = self.given("RoleARN") or stack.role_arn
                ENGINE.delete(store, stack, self.given("ClientRequestToken"), retain)
        return EmptyResult()

    def describe_stacks(self) -> ActionResult:
        name = self.given("StackName")
        if name:
            found = self.store.find(name)
            if not found:
                raise no_such_stack(name)
            return ActionResult({"Stacks": [stack_answer(found)]})
        live = [stack for stack in reversed(list(self.store.stacks.values())) if stack.live]
        stacks, token = page(live, self.given("NextToken"))
        return ActionResult({"Stacks": [stack_answer(stack) for stack in stacks], "NextToken": token})

    def list_stacks(self) -> ActionResult:
        wanted = self.given("StackStatusFilter", [])
        found = [s for s in reversed(list(self.store.stacks.values())) if not wanted or s.status in wanted]
        stacks, token = page(found, self.given("NextToken"))
        return ActionResult({"StackSummaries": [stack_summary(stack) for stack in stacks], "NextToken": token})

    def update_termination_protection(self) -> ActionResult:
        stack = self.live_stack()
        stack.termination_protection = bool(self.required("EnableTerminationProtection"))
        ENGINE.changed(stack)
        return ActionResult({"StackId": stack.id})

    def cancel_update_stack(self) -> EmptyResult:
        with self.store.lock:
            ENGINE.cancel_update(self.live_stack(), self.given("ClientRequestToken"))
        return EmptyResult()

    def continue_update_rollback(self) -> ActionResult:
        with self.store.lock:
            skip = [name.split(".")[-1] for name in self.given("ResourcesToSkip", [])]
            ENGINE.continue_rollback(self.store, self.live_stack(), self.given("ClientRequestToken"), skip)
        return ActionResult({})

    def rollback_stack(self) -> ActionResult:
        stack = self.live_stack()
        with self.store.lock:
            ENGINE.roll_back(self.store, stack, self.given("ClientRequestToken"))
        return ActionResult({"StackId": stack.id})

    def template_request(self) -> Request:
        """The members that CreateStack, UpdateStack and CreateChangeSet share."""
        tags = self.given("Tags")
        return Request(
            body=self.given("TemplateBody"),
            url=self.given("TemplateURL"),
            use_previous_template=bool(self.given("UsePreviousTemplate", False)),
            parameters=self.given("Parameters", []),
            capabilities=self.given("Capabilities", []),
            tags=None if tags is None else {tag["Key"]: tag["Value"] for tag in tags},
            notification_arns=self.given("NotificationARNs"),
            role_arn=self.given("RoleARN"),
        )


def _check_deletable(stack: Stack, retain: list[str]) -> None:
    if stack.termination_protection:
        raise ValidationError(f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
    if retain and stack.status != "DELETE_FAILED":
        raise ValidationError(
            f"Invalid operation on stack [{stack.id}]. When you delete a stack, specify which resources to retain "
            "only when the stack is in the DELETE_FAILED state."
        )
    if stack.busy and stack.status not in ("CREATE_IN_PROGRESS", "DELETE_IN_PROGRESS"):
        raise ValidationError(f"Stack [{stack.id}] cannot be deleted while in status {stack.status}")
