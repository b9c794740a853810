#!/usr/bin/env bash
# Rolls the image TAG out: a new revision of the task definition, which differs in the image alone, becomes the
# service's. The image tag parameter is written last, and only if the rollout was completed: plans of the chassis read
# it, and must not name an image that does not run. Running it again with the same TAG is safe.
set -euo pipefail
cd "$(dirname "$0")/.."
tag=${1:?usage: pipeline/roll-out.sh TAG}
source pipeline/chassis.sh

POLL_SECONDS=${POLL_SECONDS:-5}
WITHIN_SECONDS=${WITHIN_SECONDS:-1200}

service() { aws ecs describe-services --cluster "$CLUSTER" --services "$SERVICE" --query "services[0].$1" --output text; }

not_rolled_out() {
  service 'events[:5].[message]' >&2
  fail "$SERVICE does not run $tag: $*. The parameter $PARAMETER was left as it is."
}

definition=$(aws ecs describe-task-definition --task-definition "$TASK_DEFINITION" --include TAGS --output json |
  jq --arg image "$REPOSITORY:$tag" '
    [.tags[]? | select(.key | startswith("aws:") | not)] as $tags
    | .taskDefinition
    | del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities,
          .registeredAt, .registeredBy, .deregisteredAt)
    | (.containerDefinitions[] | select(.name == "app")).image = $image
    | if $tags == [] then . else .tags = $tags end')
revision=$(aws ecs register-task-definition --cli-input-json "$definition" \
  --query taskDefinition.taskDefinitionArn --output text)
deployment=$(aws ecs update-service --cluster "$CLUSTER" --service "$SERVICE" --task-definition "$revision" \
  --query "service.deployments[?status=='PRIMARY'].id | [0]" --output text)
echo "$SERVICE rolls out $revision as $deployment"

# Not `aws ecs wait services-stable`: after the circuit breaker's rollback the service is stable too, on the old image.
deadline=$((SECONDS + WITHIN_SECONDS))
state=
until [[ $state == COMPLETED ]]; do
  ((SECONDS < deadline)) || not_rolled_out "not completed after $WITHIN_SECONDS s"
  read -r state reason < <(service "deployments[?id=='$deployment'].[rolloutState, rolloutStateReason] | [0]")
  case $state in
  FAILED) not_rolled_out "$reason" ;;
  None) not_rolled_out "another deployment took the place of $deployment" ;;
  COMPLETED) ;;
  *) sleep "$POLL_SECONDS" ;;
  esac
done

aws ssm put-parameter --name "$PARAMETER" --value "$tag" --type String --overwrite >/dev/null ||
  fail "$SERVICE runs $tag, but $PARAMETER could not be written: a plan of $CHASSIS would take it back. Run this again."
echo "$SERVICE runs $tag"
