"""A platform as the chassis definition deploys it: balancer, firewall, services, database, cache, delivery, bastion."""

import json
from typing import Any

from .catalogue import LAMBDA_TRUST, of
from .templates import att, ref, statement

Template = dict[str, Any]

EVERYWHERE = "0.0.0.0/0"
SERVICES = ("service", "admin")


def chassis(*, tasks: int = 1, nodes: int = 1, protect: bool = False, cluster: Template | None = None) -> Template:
    """`cluster` replaces what a new database takes its data from (SnapshotIdentifier, SourceDBClusterIdentifier)."""
    resources = {
        **_network(),
        **_front(),
        **_compute(tasks),
        **_data(nodes, protect, cluster),
        **_delivery(),
        **_bastion(),
    }
    outputs = {
        "Cluster": ref("Cluster"),
        "Database": ref("Database"),
        "Proxy": att("Proxy", "Endpoint"),
        "Cache": att("Cache", "PrimaryEndPoint.Address"),
        "Url": att("Balancer", "DNSName"),
        "Alerts": ref("Findings"),
    }
    return {"Resources": resources, "Outputs": {name: {"Value": value} for name, value in outputs.items()}}


def zone(index: int) -> Template:
    return {"Fn::Select": [index, {"Fn::GetAZs": ""}]}


def both(tier: str) -> list[Template]:
    return [ref(f"{tier}0"), ref(f"{tier}1")]


def _network() -> Template:
    made: Template = {
        "Vpc": of("EC2::VPC", CidrBlock="10.20.0.0/16", EnableDnsHostnames=True, EnableDnsSupport=True),
        "Gateway": of("EC2::InternetGateway"),
        "Attachment": of("EC2::VPCGatewayAttachment", VpcId=ref("Vpc"), InternetGatewayId=ref("Gateway")),
        "Address": of("EC2::EIP", Domain="vpc"),
        "Nat": of("EC2::NatGateway", SubnetId=ref("Public0"), AllocationId=att("Address", "AllocationId")),
    }
    for number, tier in enumerate(("Public", "Private", "Isolated")):
        for index in (0, 1):
            name, table = f"{tier}{index}", f"{tier}Table{index}"
            block = f"10.20.{number * 10 + index}.0/24"
            made[name] = of("EC2::Subnet", VpcId=ref("Vpc"), CidrBlock=block, AvailabilityZone=zone(index))
            made[table] = of("EC2::RouteTable", VpcId=ref("Vpc"))
            made[f"{table}In"] = of("EC2::SubnetRouteTableAssociation", SubnetId=ref(name), RouteTableId=ref(table))
            out = {"Public": {"GatewayId": ref("Gateway")}, "Private": {"NatGatewayId": ref("Nat")}}.get(tier)
            if out:
                route = of("EC2::Route", RouteTableId=ref(table), DestinationCidrBlock=EVERYWHERE, **out)
                made[f"{table}Out"] = {**route, "DependsOn": "Attachment"}
    return made


def _front() -> Template:
    visible = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True}
    groups = {"VendorName": "AWS"}
    rules = [
        {
            "Name": name,
            "Priority": priority,
            "OverrideAction": {"None": {}},
            "Statement": {"ManagedRuleGroupStatement": {**groups, "Name": name}},
            "VisibilityConfig": {**visible, "MetricName": name},
        }
        for priority, name in enumerate(("AWSManagedRulesCommonRuleSet", "AWSManagedRulesSQLiRuleSet"))
    ]
    admin = {
        "SearchString": "/admin/",
        "FieldToMatch": {"UriPath": {}},
        "PositionalConstraint": "STARTS_WITH",
        "TextTransformations": [{"Priority": 0, "Type": "NONE"}],
    }
    limit = {"Limit": 100, "AggregateKeyType": "IP", "ScopeDownStatement": {"ByteMatchStatement": admin}}
    rules.append(
        {
            "Name": "AdminRate",
            "Priority": 2,
            "Action": {"Block": {}},
            "Statement": {"RateBasedStatement": limit},
            "VisibilityConfig": {**visible, "MetricName": "AdminRate"},
        }
    )
    redirect = {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}}
    missing = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404", "ContentType": "text/plain"}}
    open_port = {"IpProtocol": "tcp", "CidrIp": EVERYWHERE}
    made: Template = {
        "BalancerGroup": of(
            "EC2::SecurityGroup",
            GroupDescription="balancer",
            VpcId=ref("Vpc"),
            SecurityGroupIngress=[{**open_port, "FromPort": port, "ToPort": port} for port in (80, 443)],
        ),
        "Certificate": of("CertificateManager::Certificate", DomainName="chassis.example.com"),
        "Balancer": of(
            "ElasticLoadBalancingV2::LoadBalancer",
            Type="application",
            Scheme="internet-facing",
            Subnets=both("Public"),
            SecurityGroups=[att("BalancerGroup", "GroupId")],
            LoadBalancerAttributes=[{"Key": "routing.http.drop_invalid_header_fields.enabled", "Value": "true"}],
        ),
        "Http": of(
            "ElasticLoadBalancingV2::Listener",
            LoadBalancerArn=ref("Balancer"),
            Port=80,
            Protocol="HTTP",
            DefaultActions=[redirect],
        ),
        "Https": of(
            "ElasticLoadBalancingV2::Listener",
            LoadBalancerArn=ref("Balancer"),
            Port=443,
            Protocol="HTTPS",
            SslPolicy="ELBSecurityPolicy-TLS13-1-2-2021-06",
            Certificates=[{"CertificateArn": ref("Certificate")}],
            DefaultActions=[missing],
        ),
        "Acl": of(
            "WAFv2::WebACL",
            Scope="REGIONAL",
            DefaultAction={"Allow": {}},
            VisibilityConfig={**visible, "MetricName": "chassis"},
            Rules=rules,
        ),
        "AclAssociation": of("WAFv2::WebACLAssociation", WebACLArn=att("Acl", "Arn"), ResourceArn=ref("Balancer")),
    }
    return made


def _compute(tasks: int) -> Template:
    made: Template = {
        "Cluster": of("ECS::Cluster", ClusterSettings=[{"Name": "containerInsights", "Value": "enabled"}]),
        "TaskRole": of(
            "IAM::Role",
            AssumeRolePolicyDocument=statement({"Service": "ecs-tasks.amazonaws.com"}, "sts:AssumeRole"),
        ),
        "TaskGroup": of(
            "EC2::SecurityGroup",
            GroupDescription="tasks",
            VpcId=ref("Vpc"),
            SecurityGroupIngress=[
                {
                    "IpProtocol": "tcp",
                    "FromPort": 8080,
                    "ToPort": 8080,
                    "SourceSecurityGroupId": att("BalancerGroup", "GroupId"),
                }
            ],
        ),
    }
    for priority, name in enumerate(SERVICES, 1):
        made |= _service(name, priority, tasks)
    return made


def _service(name: str, priority: int, tasks: int) -> Template:
    title = name.title()
    logs = {
        "LogDriver": "awslogs",
        "Options": {
            "awslogs-group": ref(f"{title}Log"),
            "awslogs-stream-prefix": name,
            "awslogs-region": {"Ref": "AWS::Region"},
        },
    }
    container = {
        "Name": f"{name}-api",
        "Image": "public.ecr.aws/docker/library/nginx:stable",
        "Essential": True,
        "PortMappings": [{"ContainerPort": 8080}],
        "LogConfiguration": logs,
        "Secrets": [{"Name": "DB_USER", "ValueFrom": ref("AppSecret")}],
    }
    forward = {"Type": "forward", "TargetGroupArn": ref(f"{title}Targets")}
    service = of(
        "ECS::Service",
        ServiceName=f"{name}-api",
        Cluster=ref("Cluster"),
        TaskDefinition=ref(f"{title}Task"),
        DesiredCount=tasks,
        LaunchType="FARGATE",
        HealthCheckGracePeriodSeconds=60,
        DeploymentConfiguration={
            "DeploymentCircuitBreaker": {"Enable": True, "Rollback": True},
            "MinimumHealthyPercent": 100,
            "MaximumPercent": 200,
        },
        LoadBalancers=[
            {"ContainerName": f"{name}-api", "ContainerPort": 8080, "TargetGroupArn": ref(f"{title}Targets")}
        ],
        NetworkConfiguration={
            "AwsvpcConfiguration": {
                "AssignPublicIp": "DISABLED",
                "Subnets": both("Private"),
                "SecurityGroups": [att("TaskGroup", "GroupId")],
            }
        },
    )
    return {
        f"{title}Log": of("Logs::LogGroup", RetentionInDays=30),
        f"{title}Tag": of("SSM::Parameter", Type="String", Value="latest"),
        f"{title}Task": of(
            "ECS::TaskDefinition",
            Family={"Fn::Sub": f"${{AWS::StackName}}-{name}"},
            Cpu="512",
            Memory="1024",
            NetworkMode="awsvpc",
            RequiresCompatibilities=["FARGATE"],
            TaskRoleArn=att("TaskRole", "Arn"),
            ExecutionRoleArn=att("TaskRole", "Arn"),
            ContainerDefinitions=[container],
        ),
        f"{title}Targets": of(
            "ElasticLoadBalancingV2::TargetGroup",
            Port=8080,
            Protocol="HTTP",
            TargetType="ip",
            VpcId=ref("Vpc"),
            HealthCheckPath="/health",
            HealthCheckIntervalSeconds=15,
            UnhealthyThresholdCount=2,
        ),
        f"{title}Rule": of(
            "ElasticLoadBalancingV2::ListenerRule",
            ListenerArn=ref("Https"),
            Priority=priority,
            Conditions=[{"Field": "path-pattern", "PathPatternConfig": {"Values": [f"/{name}/*"]}}],
            Actions=[forward],
        ),
        f"{title}Service": {**service, "DependsOn": f"{title}Rule"},
        f"{title}Scalable": of(
            "ApplicationAutoScaling::ScalableTarget",
            ServiceNamespace="ecs",
            ScalableDimension="ecs:service:DesiredCount",
            ResourceId={"Fn::Sub": f"service/${{Cluster}}/${{{title}Service.Name}}"},
            MinCapacity=1,
            MaxCapacity=50,
        ),
        f"{title}Scaling": of(
            "ApplicationAutoScaling::ScalingPolicy",
            PolicyName={"Fn::Sub": f"${{AWS::StackName}}-{name}"},
            PolicyType="TargetTrackingScaling",
            ScalingTargetId=ref(f"{title}Scalable"),
            TargetTrackingScalingPolicyConfiguration=_tracking(50, "ECSServiceAverageCPUUtilization"),
        ),
    }


def _tracking(target: int, metric: str) -> Template:
    return {
        "TargetValue": target,
        "ScaleInCooldown": 60,
        "ScaleOutCooldown": 60,
        "PredefinedMetricSpecification": {"PredefinedMetricType": metric},
    }


def _data(nodes: int, protect: bool, cluster: Template | None) -> Template:
    password = "{{resolve:secretsmanager:${AdminSecret}:SecretString:password::}}"
    fresh = {
        "DatabaseName": "chassis",
        "MasterUsername": {"Fn::Sub": "{{resolve:secretsmanager:${AdminSecret}:SecretString:username::}}"},
    }
    instance = {
        "Engine": "aurora-postgresql",
        "DBInstanceClass": "db.serverless",
        "DBClusterIdentifier": ref("Database"),
        "EnablePerformanceInsights": True,
    }
    inside = {"IpProtocol": "tcp", "SourceSecurityGroupId": att("TaskGroup", "GroupId")}
    made: Template = {
        "DataGroup": of(
            "EC2::SecurityGroup",
            GroupDescription="data",
            VpcId=ref("Vpc"),
            SecurityGroupIngress=[{**inside, "FromPort": port, "ToPort": port} for port in (5432, 6379)],
        ),
        "DatabaseSubnets": of("RDS::DBSubnetGroup", DBSubnetGroupDescription="isolated", SubnetIds=both("Isolated")),
        "Database": {
            **of(
                "RDS::DBCluster",
                Engine="aurora-postgresql",
                EngineVersion="15.12",
                MasterUserPassword={"Fn::Sub": password},
                DBSubnetGroupName=ref("DatabaseSubnets"),
                VpcSecurityGroupIds=[att("DataGroup", "GroupId")],
                ServerlessV2ScalingConfiguration={"MinCapacity": 0.5, "MaxCapacity": 4},
                EnableIAMDatabaseAuthentication=True,
                StorageEncrypted=True,
                BackupRetentionPeriod=7,
                DeletionProtection=protect,
                **(fresh if cluster is None else cluster),
            ),
            "DeletionPolicy": "Delete",
            "UpdateReplacePolicy": "Delete",
        },
        "Writer": of("RDS::DBInstance", **instance, PromotionTier=0),
        "Attached": of(
            "SecretsManager::SecretTargetAttachment",
            SecretId=ref("AdminSecret"),
            TargetId=ref("Database"),
            TargetType="AWS::RDS::DBCluster",
        ),
        "Readers": of(
            "ApplicationAutoScaling::ScalableTarget",
            ServiceNamespace="rds",
            ScalableDimension="rds:cluster:ReadReplicaCount",
            ResourceId={"Fn::Sub": "cluster:${Database}"},
            MinCapacity=1,
            MaxCapacity=15,
        ),
        "ReaderScaling": of(
            "ApplicationAutoScaling::ScalingPolicy",
            PolicyName={"Fn::Sub": "${AWS::StackName}-readers"},
            PolicyType="TargetTrackingScaling",
            ScalingTargetId=ref("Readers"),
            TargetTrackingScalingPolicyConfiguration=_tracking(70, "RDSReaderAverageCPUUtilization"),
        ),
        "ProxyRole": of("IAM::Role", AssumeRolePolicyDocument=LAMBDA_TRUST),
        "Proxy": of(
            "RDS::DBProxy",
            DBProxyName={"Fn::Sub": "${AWS::StackName}-proxy"},
            EngineFamily="POSTGRESQL",
            RequireTLS=True,
            RoleArn=att("ProxyRole", "Arn"),
            VpcSubnetIds=both("Isolated"),
            VpcSecurityGroupIds=[att("DataGroup", "GroupId")],
            Auth=[
                {"AuthScheme": "SECRETS", "IAMAuth": "REQUIRED", "SecretArn": ref(f"{name}Secret")}
                for name in ("Admin", "App", "Dev")
            ],
        ),
        "ProxyTargets": {
            **of(
                "RDS::DBProxyTargetGroup",
                DBProxyName=ref("Proxy"),
                TargetGroupName="default",
                DBClusterIdentifiers=[ref("Database")],
                ConnectionPoolConfigurationInfo={"ConnectionBorrowTimeout": 120, "MaxConnectionsPercent": 90},
            ),
            "DependsOn": "Writer",
        },
        "CacheSubnets": of("ElastiCache::SubnetGroup", Description="isolated", SubnetIds=both("Isolated")),
        "Cache": of(
            "ElastiCache::ReplicationGroup",
            ReplicationGroupDescription="cache",
            Engine="redis",
            EngineVersion="7.1",
            CacheNodeType="cache.t4g.micro",
            NumCacheClusters=nodes,
            AutomaticFailoverEnabled=nodes > 1,
            MultiAZEnabled=nodes > 1,
            TransitEncryptionEnabled=True,
            AtRestEncryptionEnabled=True,
            CacheSubnetGroupName=ref("CacheSubnets"),
            SecurityGroupIds=[att("DataGroup", "GroupId")],
        ),
    }
    if nodes > 1:
        made["Reader"] = {**of("RDS::DBInstance", **instance, PromotionTier=1), "DependsOn": "Writer"}
    for name in ("Admin", "App", "Dev"):
        made[f"{name}Secret"] = of(
            "SecretsManager::Secret",
            GenerateSecretString={
                "SecretStringTemplate": json.dumps({"username": name.lower()}),
                "GenerateStringKey": "password",
                "ExcludeCharacters": '"@/\\',
            },
        )
    return made


def _delivery() -> Template:
    keep = {
        "rulePriority": 1,
        "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 30},
        "action": {"type": "expire"},
    }
    made: Template = {
        f"{name.title()}Images": of(
            "ECR::Repository",
            RepositoryName={"Fn::Sub": f"${{AWS::StackName}}/{name}"},
            ImageScanningConfiguration={"ScanOnPush": True},
            LifecyclePolicy={"LifecyclePolicyText": json.dumps({"rules": [keep]})},
        )
        for name in SERVICES
    }
    return made | {
        "Findings": of("SNS::Topic", TopicName={"Fn::Sub": "${AWS::StackName}-findings.fifo"}, FifoTopic=True),
        "People": of("SNS::Topic", Subscription=[{"Protocol": "email", "Endpoint": "team@example.com"}]),
        "ForwarderRole": of("IAM::Role", AssumeRolePolicyDocument=LAMBDA_TRUST),
        "ForwarderLog": of("Logs::LogGroup", RetentionInDays=14),
        "Forwarder": of(
            "Lambda::Function",
            Role=att("ForwarderRole", "Arn"),
            Runtime="nodejs22.x",
            Handler="index.handler",
            Code={"ZipFile": "exports.handler = async () => {};"},
            Environment={"Variables": {"TOPIC": ref("Findings")}},
            LoggingConfig={"LogGroup": ref("ForwarderLog")},
        ),
        "Scanned": of(
            "Events::Rule",
            EventPattern={
                "source": ["aws.ecr"],
                "detail-type": ["ECR Image Scan"],
                "detail": {"scan-status": ["COMPLETE"], "repository-name": [{"prefix": {"Ref": "AWS::StackName"}}]},
            },
            Targets=[{"Id": "forwarder", "Arn": att("Forwarder", "Arn")}],
        ),
        "MayForward": of(
            "Lambda::Permission",
            FunctionName=att("Forwarder", "Arn"),
            Action="lambda:InvokeFunction",
            Principal="events.amazonaws.com",
            SourceArn=att("Scanned", "Arn"),
        ),
    }


def _bastion() -> Template:
    return {
        "BastionRole": of(
            "IAM::Role",
            AssumeRolePolicyDocument=statement({"Service": "ec2.amazonaws.com"}, "sts:AssumeRole"),
            ManagedPolicyArns=["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"],
        ),
        "BastionProfile": of("IAM::InstanceProfile", Roles=[ref("BastionRole")]),
        "BastionGroup": of("EC2::SecurityGroup", GroupDescription="bastion", VpcId=ref("Vpc")),
        "BastionToData": of(
            "EC2::SecurityGroupIngress",
            GroupId=att("DataGroup", "GroupId"),
            IpProtocol="tcp",
            FromPort=5432,
            ToPort=5432,
            SourceSecurityGroupId=att("BastionGroup", "GroupId"),
        ),
        "Bastion": of(
            "EC2::Instance",
            ImageId="ami-12c6146b",
            InstanceType="t4g.nano",
            IamInstanceProfile=ref("BastionProfile"),
            SubnetId=ref("Private0"),
            SecurityGroupIds=[att("BastionGroup", "GroupId")],
            MetadataOptions={"HttpTokens": "required"},
            BlockDeviceMappings=[{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 8, "Encrypted": True}}],
        ),
    }
