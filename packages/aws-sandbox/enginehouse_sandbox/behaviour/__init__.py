"""AWS behaviour that moto lacks: alarms, target health, Auto Scaling, tasks, logs, KMS digests, history.

Each module changes one service of moto when installed. A beat of the clock goes through them in this order:
target health and its metrics first, so that alarms see what just happened.
"""

from . import (
    alarm_state,
    alarms,
    anomaly_detectors,
    application_autoscaling,
    autoscaling,
    cloudtrail,
    ec2,
    ecr_pull_through,
    ecr_scans,
    ecs,
    ecs_crash,
    elasticache,
    events,
    iam_deny,
    kms_digest,
    later,
    load_balancer_arns,
    load_balancer_metrics,
    logs,
    metric_data,
    metric_dimensions,
    metric_filters,
    queue_metrics,
    rds,
    s3_sizes,
    ssm_instances,
    target_health,
    waf,
)

_IN_ORDER = (
    load_balancer_arns,
    target_health,
    autoscaling,
    ecs,
    metric_dimensions,
    metric_data,
    load_balancer_metrics,
    queue_metrics,
    metric_filters,
    alarms,
    logs,
    kms_digest,
    iam_deny,
    cloudtrail,
    ec2,
    rds,
    elasticache,
    application_autoscaling,
    events,
    ecr_scans,
    ssm_instances,
    waf,
    s3_sizes,
    ecr_pull_through,
    anomaly_detectors,
    later,
)


def install() -> None:
    for module in _IN_ORDER:
        module.install()


def clear() -> None:
    """Forget everything kept beside moto's own backends."""
    for module in (
        target_health,
        autoscaling,
        load_balancer_metrics,
        queue_metrics,
        later,
        ecs_crash,
        ecr_scans,
        events,
        waf,
        metric_filters,
    ):
        module.clear()
    alarm_state.HISTORY.clear()
