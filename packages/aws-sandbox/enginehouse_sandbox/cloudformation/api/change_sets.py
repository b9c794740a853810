"""Actions on change sets."""

from moto.core.responses import ActionResult, EmptyResult

from .. import change_sets
from ..answers import change_set_answer, change_set_summary
from ..engine import ENGINE
from ..paging import page
from .stacks import StackActions


class ChangeSetActions(StackActions):
    def create_change_set(self) -> ActionResult:
        made = change_sets.create(
            ENGINE,
            self.store,
            self.required("StackName"),
            self.required("ChangeSetName"),
            self.given("ChangeSetType"),
            self.template_request(),
            description=self.given("Description"),
            on_stack_failure=self.given("OnStackFailure"),
            include_nested_stacks=bool(self.given("IncludeNestedStacks", False)),
        )
        return ActionResult({"Id": made.id, "StackId": made.stack_id})

    def describe_change_set(self) -> ActionResult:
        found = change_sets.find(self.store, self.required("ChangeSetName"), self.given("StackName"))
        changes, token = page(found.changes, self.given("NextToken"))
        values = bool(self.given("IncludePropertyValues", False))
        stack = self.store.stacks[found.stack_id]
        return ActionResult({**change_set_answer(found, changes, stack, values), "NextToken": token})

    def list_change_sets(self) -> ActionResult:
        sets, token = page(self.store.change_sets_of(self.live_stack()), self.given("NextToken"))
        return ActionResult({"Summaries": [change_set_summary(one) for one in sets], "NextToken": token})

    def execute_change_set(self) -> ActionResult:
        change_sets.execute(
            ENGINE,
            self.store,
            self.required("ChangeSetName"),
            self.given("StackName"),
            self.given("ClientRequestToken"),
            bool(self.given("DisableRollback", False)),
        )
        return ActionResult({})

    def delete_change_set(self) -> EmptyResult:
        change_sets.delete(self.store, self.required("ChangeSetName"), self.given("StackName"))
        return EmptyResult()
