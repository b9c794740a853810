"""Templates the tests deploy: small ones, and a pool of engines with everything the product's stack holds."""

from typing import Any


def parameter_store(value: str = "one", **resource: Any) -> dict[str, Any]:
    """One SSM parameter, with an output and nothing else."""
    body = {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": value}, **resource}
    return {"Resources": {"Note": body}, "Outputs": {"Text": {"Value": {"Fn::GetAtt": ["Note", "Value"]}}}}


def notes(**values: str) -> dict[str, Any]:
    """SSM parameters by logical id."""
    return {
        "Resources": {
            name: {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": value}}
            for name, value in values.items()
        }
    }


def tags(name: str) -> list[dict[str, str]]:
    return [{"Key": "Name", "Value": name}]


def engine_pool(capacity: int = 2, cpu_alarm: int = 80) -> dict[str, Any]:
    """A network of its own with two zones, and on it what an engine pool is made of."""
    resources: dict[str, Any] = {
        "Vpc": {
            "Type": "AWS::EC2::VPC",
            "Properties": {
                "CidrBlock": "10.0.0.0/16",
                "EnableDnsHostnames": True,
                "EnableDnsSupport": True,
                "Tags": tags("pool"),
            },
        },
        "Gateway": {"Type": "AWS::EC2::InternetGateway", "Properties": {"Tags": tags("pool")}},
        "Attachment": {
            "Type": "AWS::EC2::VPCGatewayAttachment",
            "Properties": {"VpcId": ref("Vpc"), "InternetGatewayId": ref("Gateway")},
        },
        "PublicTable": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": ref("Vpc")}},
        "PublicRoute": {
            "Type": "AWS::EC2::Route",
            "DependsOn": "Attachment",
            "Properties": {
                "RouteTableId": ref("PublicTable"),
                "DestinationCidrBlock": "0.0.0.0/0",
                "GatewayId": ref("Gateway"),
            },
        },
        "Address": {"Type": "AWS::EC2::EIP", "Properties": {"Domain": "vpc"}},
        "Nat": {
            "Type": "AWS::EC2::NatGateway",
            "Properties": {"SubnetId": ref("Public0"), "AllocationId": att("Address", "AllocationId")},
        },
        "S3Endpoint": {
            "Type": "AWS::EC2::VPCEndpoint",
            "Properties": {
                "VpcId": ref("Vpc"),
                "VpcEndpointType": "Gateway",
                "ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
                "RouteTableIds": [ref("PrivateTable0"), ref("PrivateTable1")],
            },
        },
        "Key": {
            "Type": "AWS::KMS::Key",
            "Properties": {"EnableKeyRotation": True, "Description": "pool", "KeyPolicy": key_policy()},
        },
        "KeyAlias": {
            "Type": "AWS::KMS::Alias",
            "Properties": {"AliasName": {"Fn::Sub": "alias/${AWS::StackName}"}, "TargetKeyId": att("Key", "Arn")},
        },
        "Artifacts": bucket(),
        "ArtifactsPolicy": bucket_policy(),
        "Log": {
            "Type": "AWS::Logs::LogGroup",
            "Properties": {"LogGroupName": {"Fn::Sub": "/aws/dagger-engine/${AWS::StackName}"}, "RetentionInDays": 30},
        },
        "Errors": {
            "Type": "AWS::Logs::MetricFilter",
            "Properties": {
                "LogGroupName": ref("Log"),
                "FilterPattern": "error",
                "MetricTransformations": [{"MetricName": "Errors", "MetricNamespace": "Pool", "MetricValue": "1"}],
            },
        },
        "Role": {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "AssumeRolePolicyDocument": statement({"Service": "ec2.amazonaws.com"}, "sts:AssumeRole"),
                "ManagedPolicyArns": ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"],
            },
        },
        "RolePolicy": {
            "Type": "AWS::IAM::Policy",
            "Properties": {
                "PolicyName": "pool",
                "Roles": [ref("Role")],
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": att("Artifacts", "Arn")}],
                },
            },
        },
        "Profile": {"Type": "AWS::IAM::InstanceProfile", "Properties": {"Roles": [ref("Role")]}},
        "EngineGroup": {
            "Type": "AWS::EC2::SecurityGroup",
            "Properties": {
                "GroupDescription": "engines",
                "VpcId": ref("Vpc"),
                "SecurityGroupEgress": [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0", "Description": "all"}],
            },
        },
        "FromBalancer": {
            "Type": "AWS::EC2::SecurityGroupIngress",
            "Properties": {
                "GroupId": att("EngineGroup", "GroupId"),
                "IpProtocol": "tcp",
                "FromPort": 8443,
                "ToPort": 8443,
                "SourceSecurityGroupId": att("BalancerGroup", "GroupId"),
            },
        },
        "BalancerGroup": {
            "Type": "AWS::EC2::SecurityGroup",
            "Properties": {
                "GroupDescription": "balancer",
                "VpcId": ref("Vpc"),
                "SecurityGroupIngress": [
                    {"IpProtocol": "tcp", "FromPort": 8443, "ToPort": 8443, "CidrIp": "10.0.0.0/16"}
                ],
            },
        },
        "Template": {
            "Type": "AWS::EC2::LaunchTemplate",
            "Properties": {
                "LaunchTemplateData": {
                    "ImageId": "ami-12c6146b",
                    "InstanceType": "c6i.large",
                    "IamInstanceProfile": {"Arn": att("Profile", "Arn")},
                    "SecurityGroupIds": [att("EngineGroup", "GroupId")],
                    "MetadataOptions": {"HttpTokens": "required", "HttpPutResponseHopLimit": 1},
                    "UserData": {"Fn::Base64": {"Fn::Sub": "#!/bin/bash\necho ${AWS::StackName}"}},
                }
            },
        },
        "Group": {
            "Type": "AWS::AutoScaling::AutoScalingGroup",
            "Properties": {
                "MinSize": str(capacity),
                "MaxSize": "6",
                "LaunchTemplate": {
                    "LaunchTemplateId": ref("Template"),
                    "Version": att("Template", "LatestVersionNumber"),
                },
                "VPCZoneIdentifier": [ref("Private0"), ref("Private1")],
                "TargetGroupARNs": [ref("Targets")],
                "HealthCheckType": "ELB",
                "HealthCheckGracePeriod": 60,
                "Tags": [{"Key": "Name", "Value": "engine", "PropagateAtLaunch": True}],
            },
        },
        "Balancer": {
            "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "Properties": {
                "Type": "network",
                "Scheme": "internal",
                "Subnets": [ref("Private0"), ref("Private1")],
                "SecurityGroups": [att("BalancerGroup", "GroupId")],
                "LoadBalancerAttributes": [{"Key": "load_balancing.cross_zone.enabled", "Value": "true"}],
            },
        },
        "Targets": {
            "Type": "AWS::ElasticLoadBalancingV2::TargetGroup",
            "Properties": {
                "Port": 8443,
                "Protocol": "TCP",
                "TargetType": "instance",
                "VpcId": ref("Vpc"),
                "HealthCheckProtocol": "TCP",
                "TargetGroupAttributes": [{"Key": "deregistration_delay.timeout_seconds", "Value": "60"}],
            },
        },
        "Listener": {
            "Type": "AWS::ElasticLoadBalancingV2::Listener",
            "Properties": {
                "LoadBalancerArn": ref("Balancer"),
                "Port": 8443,
                "Protocol": "TCP",
                "DefaultActions": [{"Type": "forward", "TargetGroupArn": ref("Targets")}],
            },
        },
        "Alerts": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "pool", "KmsMasterKeyId": ref("Key")}},
        "AlertsPolicy": {
            "Type": "AWS::SNS::TopicPolicy",
            "Properties": {
                "Topics": [ref("Alerts")],
                "PolicyDocument": statement({"Service": "cloudwatch.amazonaws.com"}, "sns:Publish", ref("Alerts")),
            },
        },
        "CpuAlarm": alarm(
            "AWS/EC2", "CPUUtilization", "GreaterThanThreshold", cpu_alarm, AutoScalingGroupName=ref("Group")
        ),
        "HealthyAlarm": alarm(
            "AWS/NetworkELB",
            "HealthyHostCount",
            "LessThanThreshold",
            1,
            TargetGroup=att("Targets", "TargetGroupFullName"),
            LoadBalancer=att("Balancer", "LoadBalancerFullName"),
        ),
        "Endpoint": {
            "Type": "AWS::SSM::Parameter",
            "Properties": {"Type": "String", "Value": {"Fn::Sub": "${Balancer.DNSName}:8443"}},
        },
        "Zone": {
            "Type": "AWS::Route53::HostedZone",
            "Properties": {"Name": "pool.internal", "VPCs": [{"VPCId": ref("Vpc"), "VPCRegion": ref("AWS::Region")}]},
        },
        "Record": {
            "Type": "AWS::Route53::RecordSet",
            "Properties": {
                "HostedZoneId": ref("Zone"),
                "Name": "engines.pool.internal.",
                "Type": "CNAME",
                "TTL": "60",
                "ResourceRecords": [att("Balancer", "DNSName")],
            },
        },
        "Files": {"Type": "AWS::EFS::FileSystem", "Properties": {"Encrypted": True, "KmsKeyId": att("Key", "Arn")}},
        "Metadata": {"Type": "AWS::CDK::Metadata", "Properties": {"Analytics": "v2:deflate64:"}},
    }
    for zone in (0, 1):
        resources |= zone_of_network(zone)
    return {
        "Description": "An engine pool",
        "Resources": resources,
        "Outputs": {
            "Endpoint": {"Value": {"Fn::Sub": "tcp://${Balancer.DNSName}:8443"}},
            "GroupName": {"Value": ref("Group")},
            "TargetGroupArn": {"Value": ref("Targets")},
            "KeyArn": {"Value": att("Key", "Arn"), "Export": {"Name": {"Fn::Sub": "${AWS::StackName}:Key"}}},
        },
    }


def zone_of_network(zone: int) -> dict[str, Any]:
    """Public and private subnet of one availability zone, with their routes and a mount target."""
    place = {"Fn::Select": [zone, {"Fn::GetAZs": ""}]}
    blocks = {"Fn::Cidr": [att("Vpc", "CidrBlock"), 4, "8"]}
    made: dict[str, Any] = {}
    for offset, kind in ((0, "Public"), (2, "Private")):
        block = {"Fn::Select": [zone + offset, blocks]}
        made[f"{kind}{zone}"] = {
            "Type": "AWS::EC2::Subnet",
            "Properties": {
                "VpcId": ref("Vpc"),
                "AvailabilityZone": place,
                "CidrBlock": block,
                "Tags": tags(f"{kind}{zone}"),
            },
        }
    made[f"PrivateTable{zone}"] = {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": ref("Vpc")}}
    made[f"PrivateRoute{zone}"] = {
        "Type": "AWS::EC2::Route",
        "Properties": {
            "RouteTableId": ref(f"PrivateTable{zone}"),
            "DestinationCidrBlock": "0.0.0.0/0",
            "NatGatewayId": ref("Nat"),
        },
    }
    for kind, table in (("Public", "PublicTable"), ("Private", f"PrivateTable{zone}")):
        made[f"{kind}Association{zone}"] = {
            "Type": "AWS::EC2::SubnetRouteTableAssociation",
            "Properties": {"SubnetId": ref(f"{kind}{zone}"), "RouteTableId": ref(table)},
        }
    made[f"Mount{zone}"] = {
        "Type": "AWS::EFS::MountTarget",
        "Properties": {
            "FileSystemId": ref("Files"),
            "SubnetId": ref(f"Private{zone}"),
            "SecurityGroups": [att("EngineGroup", "GroupId")],
        },
    }
    return made


def bucket() -> dict[str, Any]:
    algorithm = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": att("Key", "Arn")}
    closed = dict.fromkeys(("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True)
    return {
        "Type": "AWS::S3::Bucket",
        "Properties": {
            "BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": algorithm}]},
            "VersioningConfiguration": {"Status": "Enabled"},
            "PublicAccessBlockConfiguration": closed,
            "LifecycleConfiguration": {
                "Rules": [{"Status": "Enabled", "NoncurrentVersionExpiration": {"NoncurrentDays": 30}}]
            },
        },
    }


def bucket_policy() -> dict[str, Any]:
    insecure = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [att("Artifacts", "Arn"), {"Fn::Sub": "${Artifacts.Arn}/*"}],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    document = {"Version": "2012-10-17", "Statement": [insecure]}
    return {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": ref("Artifacts"), "PolicyDocument": document}}


def alarm(namespace: str, metric: str, comparison: str, threshold: int, **dimensions: Any) -> dict[str, Any]:
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "Namespace": namespace,
            "MetricName": metric,
            "ComparisonOperator": comparison,
            "Threshold": threshold,
            "EvaluationPeriods": 1,
            "Period": 60,
            "Statistic": "Minimum",
            "TreatMissingData": "missing",
            "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
            "AlarmActions": [ref("Alerts")],
            "OKActions": [ref("Alerts")],
        },
    }


def key_policy() -> dict[str, Any]:
    return statement({"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}}, "kms:*", "*")


def statement(principal: Any, action: str, resource: Any = None) -> dict[str, Any]:
    made = {"Effect": "Allow", "Principal": principal, "Action": action, **({"Resource": resource} if resource else {})}
    return {"Version": "2012-10-17", "Statement": [made]}


def ref(name: str) -> dict[str, str]:
    return {"Ref": name}


def att(name: str, attribute: str) -> dict[str, list[str]]:
    return {"Fn::GetAtt": [name, attribute]}
