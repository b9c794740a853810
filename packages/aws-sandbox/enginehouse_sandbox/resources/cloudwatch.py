"""Amazon CloudWatch: alarms, dashboards, canaries."""

from moto.synthetics.models import synthetics_backends

from ..cloudformation.model import Json
from .handler import Handler, dig, handles, only


class _AlarmHandler(Handler):
    service, name_property = "cloudwatch", "AlarmName"

    def delete(self) -> None:
        self.call("delete_alarms", AlarmNames=[self.physical_id])

    def attributes(self) -> Json:
        return {"Arn": self.arn(f"alarm:{self.physical_id}")}


@handles("CloudWatch::Alarm")
class Alarm(_AlarmHandler):
    create_operation = update_operation = "put_metric_alarm"

    def read(self) -> Json:
        live = dig(self.call("describe_alarms", AlarmNames=[self.physical_id]), "MetricAlarms.0")
        return only(live, "Threshold", "EvaluationPeriods", "ComparisonOperator", "Period", "Statistic")


@handles("CloudWatch::AnomalyDetector")
class AnomalyDetector(Handler):
    service, create_operation, update_operation = "cloudwatch", "put_anomaly_detector", "put_anomaly_detector"

    def delete(self) -> None:
        self.call("delete_anomaly_detector", self.properties)

    def attributes(self) -> Json:
        return {"Id": self.physical_id}


@handles("CloudWatch::CompositeAlarm")
class CompositeAlarm(_AlarmHandler):
    create_operation = update_operation = "put_composite_alarm"


@handles("CloudWatch::Dashboard")
class Dashboard(Handler):
    service, create_operation, update_operation = "cloudwatch", "put_dashboard", "put_dashboard"
    name_property = "DashboardName"

    def delete(self) -> None:
        self.call("delete_dashboards", DashboardNames=[self.physical_id])


@handles("Synthetics::Canary")
class Canary(Handler):
    service, create_operation, name_property, name_limit, name_lower = "synthetics", "create_canary", "Name", 255, True

    def delete(self) -> None:
        """moto has no DeleteCanary: take it out of its backend."""
        synthetics_backends[self.account][self.region].canaries.pop(self.physical_id, None)

    def attributes(self) -> Json:
        return {"Id": self.physical_id, "State": "RUNNING"}
