"""AWS behaviour that moto lacks: alarms, target health, Auto Scaling, tasks, KMS digests, history."""
