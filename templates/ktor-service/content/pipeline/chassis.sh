# Sourced by the other scripts: where this service runs, from chassis.env and what its chassis says.

fail() {
  echo "$*" >&2
  exit 1
}

output() {
  jq -er --arg key "$1" '.[] | select(.OutputKey == $key).OutputValue' <<<"$outputs" ||
    fail "The stack $CHASSIS has no output $1: is it a Ktor chassis?"
}

source pipeline/chassis.env
export AWS_REGION AWS_DEFAULT_REGION=$AWS_REGION AWS_PAGER=

outputs=$(aws cloudformation describe-stacks --stack-name "$CHASSIS" --query 'Stacks[0].Outputs' --output json)
CLUSTER=$(output EcsServicesClusterName)
SERVICE=$(output "EcsServices${SLOT^}")
REPOSITORY=$(output "EcrRepositories${SLOT^}Uri")
PARAMETER=$(output "SsmImageTags${SLOT^}")
TASK_DEFINITION=$(aws ecs describe-services --cluster "$CLUSTER" --services "$SERVICE" \
  --query 'services[0].taskDefinition' --output text)
