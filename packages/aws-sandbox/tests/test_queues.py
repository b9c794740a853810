"""SQS: what is in a queue becomes its metrics, and with them its alarms."""

from datetime import UTC, datetime, timedelta

from .sandbox import Sandbox, Stacks, until


def test_messages_become_metrics_and_an_alarm(aws: Sandbox) -> None:
    name, sqs, cloudwatch = Stacks.name("queue"), aws.client("sqs"), aws.client("cloudwatch")
    queue = sqs.create_queue(QueueName=name)["QueueUrl"]
    of_queue = {"Namespace": "AWS/SQS", "Dimensions": [{"Name": "QueueName", "Value": name}]}
    cloudwatch.put_metric_alarm(
        AlarmName=name,
        MetricName="ApproximateNumberOfMessagesVisible",
        Statistic="Maximum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=3,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        **of_queue,
    )

    def most(metric: str) -> float:
        now = datetime.now(UTC)
        found = cloudwatch.get_metric_statistics(
            MetricName=metric,
            StartTime=now - timedelta(minutes=5),
            EndTime=now + timedelta(minutes=1),
            Period=60,
            Statistics=["Maximum"],
            **of_queue,
        )
        return max((point["Maximum"] for point in found["Datapoints"]), default=-1)

    def alarm() -> str:
        return cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"][0]["StateValue"]

    until(alarm, lambda now: now == "OK")
    for number in range(3):
        sqs.send_message(QueueUrl=queue, MessageBody=str(number))
    until(alarm, lambda now: now == "ALARM")
    sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=1)
    until(lambda: most("ApproximateNumberOfMessagesNotVisible"), lambda seen: seen == 1)
    until(lambda: most("ApproximateAgeOfOldestMessage"), lambda seen: seen > 0)
    assert most("ApproximateNumberOfMessagesVisible") == 3
    sqs.delete_queue(QueueUrl=queue)
