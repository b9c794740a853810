#!/usr/bin/env bash
# Builds the image of this commit, scans it, and pushes it as TAG to the chassis' repository.
set -euo pipefail
cd "$(dirname "$0")/.."
tag=${1:?usage: pipeline/image.sh TAG}
source pipeline/chassis.sh

SCANNER=aquasec/trivy:0.70.0
image=$REPOSITORY:$tag

if aws ecr describe-images --repository-name "${REPOSITORY#*/}" --image-ids "imageTag=$tag" >/dev/null 2>&1; then
  echo "$image is there from an earlier run."
  exit
fi

processor=$(aws ecs describe-task-definition --task-definition "$TASK_DEFINITION" \
  --query 'taskDefinition.runtimePlatform.cpuArchitecture' --output text)
[[ $processor == ARM64 ]] && platform=linux/arm64 || platform=linux/amd64
docker build --platform "$platform" --tag "$image" .

# Through a pipe, because the daemon may be on another machine.
docker save "$image" | docker run --rm --interactive --entrypoint sh "$SCANNER" -c '
  cat >/tmp/image.tar &&
  trivy image --input /tmp/image.tar --severity HIGH,CRITICAL --ignore-unfixed --exit-code 1' ||
  fail "The image has vulnerabilities that are fixed elsewhere, or could not be scanned: it is not pushed."

aws ecr get-login-password | docker login --username AWS --password-stdin "${REPOSITORY%%/*}"
docker push "$image"
