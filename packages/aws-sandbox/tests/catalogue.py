"""Every resource type beyond the engine pool's, in stacks of what belongs together; each with an update in place."""

from typing import Any

from .templates import att, ref, statement

Template = dict[str, Any]

LAMBDA_TRUST = statement({"Service": "lambda.amazonaws.com"}, "sts:AssumeRole")


def of(kind: str, **properties: Any) -> Template:
    return {"Type": f"AWS::{kind}", "Properties": properties}


def network(zones: int = 2) -> Template:
    """A network with `zones` subnets (Subnet0, Subnet1) and a security group."""
    made = {
        "Vpc": of("EC2::VPC", CidrBlock="10.1.0.0/16"),
        "Group": of("EC2::SecurityGroup", GroupDescription="group", VpcId=ref("Vpc")),
    }
    for zone in range(zones):
        place = {"Fn::Select": [zone, {"Fn::GetAZs": ""}]}
        block = f"10.1.{zone}.0/24"
        made[f"Subnet{zone}"] = of("EC2::Subnet", VpcId=ref("Vpc"), CidrBlock=block, AvailabilityZone=place)
    return made


SUBNETS = [ref("Subnet0"), ref("Subnet1")]

MESSAGING: Template = {
    "Topic": of("SNS::Topic"),
    "Queue": of("SQS::Queue", VisibilityTimeout=30, Tags=[{"Key": "a", "Value": "b"}]),
    "QueuePolicy": of(
        "SQS::QueuePolicy",
        Queues=[ref("Queue")],
        PolicyDocument=statement({"Service": "sns.amazonaws.com"}, "sqs:SendMessage", att("Queue", "Arn")),
    ),
    "Subscription": of(
        "SNS::Subscription",
        TopicArn=ref("Topic"),
        Protocol="sqs",
        Endpoint=att("Queue", "Arn"),
        RawMessageDelivery=True,
        FilterPolicy={"kind": ["x"]},
    ),
    "Bus": of("Events::EventBus", Name={"Fn::Sub": "${AWS::StackName}-bus"}),
    "BusPolicy": of(
        "Events::EventBusPolicy",
        EventBusName=ref("Bus"),
        StatementId="put",
        Action="events:PutEvents",
        Principal="123456789012",
    ),
    "Archive": of("Events::Archive", SourceArn=att("Bus", "Arn"), RetentionDays=3, EventPattern={"source": ["x"]}),
    "Rule": of(
        "Events::Rule",
        EventBusName=ref("Bus"),
        EventPattern={"source": ["x"]},
        Targets=[{"Id": "queue", "Arn": att("Queue", "Arn")}],
    ),
}

FUNCTIONS: Template = {
    "Role": of("IAM::Role", AssumeRolePolicyDocument=LAMBDA_TRUST),
    "Layer": of("Lambda::LayerVersion", Content={"ZipFile": "x"}, CompatibleRuntimes=["python3.12"]),
    "Function": of(
        "Lambda::Function",
        Role=att("Role", "Arn"),
        Runtime="python3.12",
        Handler="index.handler",
        Code={"ZipFile": "def handler(event, context): return 1"},
        MemorySize=128,
    ),
    "Version": of("Lambda::Version", FunctionName=ref("Function")),
    "Alias": of("Lambda::Alias", FunctionName=ref("Function"), FunctionVersion=att("Version", "Version"), Name="live"),
    "Url": of("Lambda::Url", TargetFunctionArn=att("Function", "Arn"), AuthType="AWS_IAM"),
    "InvokeConfig": of(
        "Lambda::EventInvokeConfig", FunctionName=ref("Function"), Qualifier="$LATEST", MaximumRetryAttempts=1
    ),
    "Permission": of(
        "Lambda::Permission",
        FunctionName=ref("Function"),
        Action="lambda:InvokeFunction",
        Principal="sns.amazonaws.com",
    ),
    "Queue": of("SQS::Queue"),
    "Mapping": of("Lambda::EventSourceMapping", FunctionName=ref("Function"), EventSourceArn=att("Queue", "Arn")),
    "Canary": of(
        "Synthetics::Canary",
        Name={"Fn::Sub": "${AWS::StackName}-c"},
        ArtifactS3Location="s3://canary",
        ExecutionRoleArn=att("Role", "Arn"),
        RuntimeVersion="syn-nodejs-puppeteer-9.1",
        Code={"Handler": "index.handler", "Script": "x"},
        Schedule={"Expression": "rate(5 minutes)"},
    ),
}

DATA: Template = {
    **network(),
    "Subnets": of("RDS::DBSubnetGroup", DBSubnetGroupDescription="subnets", SubnetIds=SUBNETS),
    "Secret": of(
        "SecretsManager::Secret",
        GenerateSecretString={
            "SecretStringTemplate": '{"username":"app"}',
            "GenerateStringKey": "password",
            "ExcludePunctuation": True,
        },
    ),
    "ClusterParameters": of(
        "RDS::DBClusterParameterGroup", Family="aurora-postgresql16", Description="c", Parameters={}
    ),
    "Parameters": of("RDS::DBParameterGroup", Family="postgres16", Description="p"),
    "Cluster": of(
        "RDS::DBCluster",
        Engine="aurora-postgresql",
        MasterUsername={"Fn::Sub": "{{resolve:secretsmanager:${Secret}:SecretString:username::}}"},
        MasterUserPassword={"Fn::Sub": "{{resolve:secretsmanager:${Secret}:SecretString:password::}}"},
        DBSubnetGroupName=ref("Subnets"),
        DBClusterParameterGroupName=ref("ClusterParameters"),
        BackupRetentionPeriod=3,
    ),
    "Instance": of(
        "RDS::DBInstance",
        Engine="postgres",
        DBInstanceClass="db.t3.micro",
        AllocatedStorage="20",
        MasterUsername="app",
        MasterUserPassword="password1",
        DBSubnetGroupName=ref("Subnets"),
        VPCSecurityGroups=[ref("Group")],
    ),
    "Attachment": of(
        "SecretsManager::SecretTargetAttachment",
        SecretId=ref("Secret"),
        TargetId=ref("Cluster"),
        TargetType="AWS::RDS::DBCluster",
    ),
    "SecretPolicy": of(
        "SecretsManager::ResourcePolicy",
        SecretId=ref("Secret"),
        ResourcePolicy=statement({"AWS": "*"}, "secretsmanager:GetSecretValue", "*"),
    ),
    "ProxyRole": of("IAM::Role", AssumeRolePolicyDocument=LAMBDA_TRUST),
    "Proxy": of(
        "RDS::DBProxy",
        DBProxyName={"Fn::Sub": "${AWS::StackName}-proxy"},
        EngineFamily="POSTGRESQL",
        RoleArn=att("ProxyRole", "Arn"),
        VpcSubnetIds=SUBNETS,
        Auth=[{"AuthScheme": "SECRETS", "SecretArn": ref("Secret")}],
    ),
    "ProxyTargets": of(
        "RDS::DBProxyTargetGroup",
        DBProxyName=ref("Proxy"),
        TargetGroupName="default",
        DBClusterIdentifiers=[ref("Cluster")],
    ),
    "CacheSubnets": of("ElastiCache::SubnetGroup", Description="cache", SubnetIds=SUBNETS),
    "Cache": of(
        "ElastiCache::ReplicationGroup",
        ReplicationGroupDescription="cache",
        Engine="redis",
        CacheNodeType="cache.t3.micro",
        NumCacheClusters=2,
        AutomaticFailoverEnabled=True,
        CacheSubnetGroupName=ref("CacheSubnets"),
    ),
    "Table": of(
        "DynamoDB::Table",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamViewType": "NEW_IMAGE"},
        TimeToLiveSpecification={"AttributeName": "until", "Enabled": True},
    ),
    "GlobalTable": of(
        "DynamoDB::GlobalTable",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        Replicas=[{"Region": "us-east-1"}],
    ),
}

WEB: Template = {
    **network(),
    "Certificate": of("CertificateManager::Certificate", DomainName="pool.example.com", ValidationMethod="DNS"),
    "Second": of("CertificateManager::Certificate", DomainName="other.example.com", ValidationMethod="DNS"),
    "Balancer": of("ElasticLoadBalancingV2::LoadBalancer", Subnets=SUBNETS, SecurityGroups=[ref("Group")]),
    "Targets": of("ElasticLoadBalancingV2::TargetGroup", Port=80, Protocol="HTTP", VpcId=ref("Vpc"), TargetType="ip"),
    "Listener": of(
        "ElasticLoadBalancingV2::Listener",
        LoadBalancerArn=ref("Balancer"),
        Port=443,
        Protocol="HTTPS",
        Certificates=[{"CertificateArn": ref("Certificate")}],
        DefaultActions=[
            {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": 404, "ContentType": "text/plain"}}
        ],
    ),
    "More": of(
        "ElasticLoadBalancingV2::ListenerCertificate",
        ListenerArn=ref("Listener"),
        Certificates=[{"CertificateArn": ref("Second")}],
    ),
    "Rule": of(
        "ElasticLoadBalancingV2::ListenerRule",
        ListenerArn=ref("Listener"),
        Priority=10,
        Conditions=[{"Field": "path-pattern", "Values": ["/api/*"]}],
        Actions=[{"Type": "forward", "TargetGroupArn": ref("Targets")}],
    ),
    "Acl": of(
        "WAFv2::WebACL",
        Name={"Fn::Sub": "${AWS::StackName}-acl"},
        Scope="REGIONAL",
        DefaultAction={"Allow": {}},
        VisibilityConfig={"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "acl"},
    ),
    "AclAssociation": of("WAFv2::WebACLAssociation", WebACLArn=att("Acl", "Arn"), ResourceArn=ref("Balancer")),
    "Egress": of(
        "EC2::SecurityGroupEgress", GroupId=ref("Group"), IpProtocol="tcp", FromPort=80, ToPort=80, CidrIp="10.0.0.0/8"
    ),
    "FlowRole": of("IAM::Role", AssumeRolePolicyDocument=LAMBDA_TRUST),
    "FlowGroup": of("Logs::LogGroup"),
    "FlowLog": of(
        "EC2::FlowLog",
        ResourceId=ref("Vpc"),
        ResourceType="VPC",
        TrafficType="ALL",
        LogGroupName=ref("FlowGroup"),
        DeliverLogsPermissionArn=att("FlowRole", "Arn"),
    ),
    "Acls": of("EC2::NetworkAcl", VpcId=ref("Vpc")),
    "Machine": of("EC2::Instance", ImageId="ami-12c6146b", InstanceType="t3.micro", SubnetId=ref("Subnet0")),
}

CONTAINERS: Template = {
    **network(),
    "Namespace": of("ServiceDiscovery::PrivateDnsNamespace", Name="pool.local", Vpc=ref("Vpc")),
    "Discovery": of(
        "ServiceDiscovery::Service",
        NamespaceId=att("Namespace", "Id"),
        DnsConfig={"DnsRecords": [{"Type": "A", "TTL": 60}]},
    ),
    "Repository": of(
        "ECR::Repository",
        ImageScanningConfiguration={"ScanOnPush": True},
        LifecyclePolicy={
            "LifecyclePolicyText": '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":'
            '"imageCountMoreThan","countNumber":5},"action":{"type":"expire"}}]}'
        },
    ),
    "Cluster": of("ECS::Cluster", ClusterSettings=[{"Name": "containerInsights", "Value": "enabled"}]),
    "Providers": of(
        "ECS::ClusterCapacityProviderAssociations",
        Cluster=ref("Cluster"),
        CapacityProviders=["FARGATE"],
        DefaultCapacityProviderStrategy=[{"CapacityProvider": "FARGATE", "Weight": 1}],
    ),
    "Task": of(
        "ECS::TaskDefinition",
        Cpu="256",
        Memory="512",
        NetworkMode="awsvpc",
        RequiresCompatibilities=["FARGATE"],
        ContainerDefinitions=[{"Name": "app", "Image": att("Repository", "RepositoryUri")}],
    ),
    "Service": of(
        "ECS::Service",
        Cluster=ref("Cluster"),
        TaskDefinition=ref("Task"),
        DesiredCount=1,
        LaunchType="FARGATE",
        NetworkConfiguration={"AwsvpcConfiguration": {"Subnets": SUBNETS, "SecurityGroups": [ref("Group")]}},
    ),
    "Scalable": of(
        "ApplicationAutoScaling::ScalableTarget",
        ServiceNamespace="ecs",
        ScalableDimension="ecs:service:DesiredCount",
        ResourceId={"Fn::Sub": "service/${Cluster}/${Service.Name}"},
        MinCapacity=1,
        MaxCapacity=3,
    ),
    "Scaling": of(
        "ApplicationAutoScaling::ScalingPolicy",
        PolicyName="cpu",
        PolicyType="TargetTrackingScaling",
        ScalingTargetId=ref("Scalable"),
        TargetTrackingScalingPolicyConfiguration={
            "TargetValue": 50,
            "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"},
        },
    ),
    "Files": of("EFS::FileSystem"),
    "Access": of(
        "EFS::AccessPoint",
        FileSystemId=ref("Files"),
        PosixUser={"Uid": "1000", "Gid": "1000"},
        RootDirectory={"Path": "/engines"},
    ),
    "Launch": of("EC2::LaunchTemplate", LaunchTemplateData={"ImageId": "ami-12c6146b", "InstanceType": "t3.micro"}),
    "Machines": of(
        "AutoScaling::AutoScalingGroup",
        MinSize="0",
        MaxSize="2",
        VPCZoneIdentifier=SUBNETS,
        LaunchTemplate={"LaunchTemplateId": ref("Launch"), "Version": "1"},
    ),
    "Policy": of(
        "AutoScaling::ScalingPolicy",
        AutoScalingGroupName=ref("Machines"),
        PolicyType="TargetTrackingScaling",
        TargetTrackingConfiguration={
            "TargetValue": 50,
            "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"},
        },
    ),
    "Scheduled": of(
        "AutoScaling::ScheduledAction", AutoScalingGroupName=ref("Machines"), Recurrence="0 6 * * *", MinSize=0
    ),
    "Hook": of(
        "AutoScaling::LifecycleHook",
        AutoScalingGroupName=ref("Machines"),
        LifecycleTransition="autoscaling:EC2_INSTANCE_TERMINATING",
    ),
}

WATCHING: Template = {
    "Log": of("Logs::LogGroup"),
    "Stream": of("Logs::LogStream", LogGroupName=ref("Log"), LogStreamName="one"),
    "Queue": of("SQS::Queue"),
    "Role": of("IAM::Role", AssumeRolePolicyDocument=LAMBDA_TRUST),
    "Function": of(
        "Lambda::Function",
        Role=att("Role", "Arn"),
        Runtime="python3.12",
        Handler="index.handler",
        Code={"ZipFile": "def handler(event, context): return 1"},
    ),
    "Forward": of(
        "Logs::SubscriptionFilter", LogGroupName=ref("Log"), FilterPattern="", DestinationArn=att("Function", "Arn")
    ),
    "Policy": of(
        "Logs::ResourcePolicy",
        PolicyName={"Fn::Sub": "${AWS::StackName}-policy"},
        PolicyDocument={"Fn::Sub": '{"Version":"2012-10-17","Statement":[]}'},
    ),
    "Query": of("Logs::QueryDefinition", Name="errors", QueryString="fields @message"),
    "Child": of(
        "CloudWatch::Alarm",
        Namespace="Test",
        MetricName="Errors",
        ComparisonOperator="GreaterThanThreshold",
        Threshold=1,
        EvaluationPeriods=1,
        Period=60,
        Statistic="Sum",
    ),
    "Parent": of("CloudWatch::CompositeAlarm", AlarmRule={"Fn::Sub": 'ALARM("${Child}")'}),
    "Dashboard": of("CloudWatch::Dashboard", DashboardBody='{"widgets":[]}'),
    "Managed": of(
        "IAM::ManagedPolicy",
        Roles=[ref("Role")],
        PolicyDocument={
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}],
        },
    ),
    "People": of("IAM::Group"),
    "Person": of("IAM::User", ManagedPolicyArns=[ref("Managed")]),
    "Key": of("IAM::AccessKey", UserName=ref("Person")),
    "Wait": of("CloudFormation::WaitConditionHandle"),
    "Emptied": of("S3::Bucket"),
    "Emptier": {
        "Type": "Custom::S3AutoDeleteObjects",
        "Properties": {"ServiceToken": "arn", "BucketName": ref("Emptied")},
    },
}

GUARDING: Template = {
    **network(),
    "Balancer": of("ElasticLoadBalancingV2::LoadBalancer", Type="network", Scheme="internal", Subnets=SUBNETS),
    "Zone": of(
        "Route53::HostedZone",
        Name={"Fn::Sub": "${AWS::StackName}.internal."},
        HostedZoneConfig={"Comment": "pool"},
        VPCs=[{"VPCId": ref("Vpc"), "VPCRegion": {"Ref": "AWS::Region"}}],
    ),
    "Record": of(
        "Route53::RecordSet",
        HostedZoneId=ref("Zone"),
        Name={"Fn::Sub": "${AWS::StackName}.internal."},
        Type="A",
        AliasTarget={
            "DNSName": att("Balancer", "DNSName"),
            "HostedZoneId": att("Balancer", "CanonicalHostedZoneID"),
        },
    ),
    "Files": of(
        "EFS::FileSystem",
        Encrypted=True,
        ThroughputMode="elastic",
        BackupPolicy={"Status": "DISABLED"},
        FileSystemTags=[{"Key": "Name", "Value": "cache"}],
        LifecyclePolicies=[{"TransitionToIA": "AFTER_7_DAYS"}],
        FileSystemPolicy=statement({"AWS": "*"}, "elasticfilesystem:ClientMount"),
    ),
    "Mount0": of("EFS::MountTarget", FileSystemId=ref("Files"), SubnetId=ref("Subnet0"), SecurityGroups=[ref("Group")]),
    "Mount1": of("EFS::MountTarget", FileSystemId=ref("Files"), SubnetId=ref("Subnet1"), SecurityGroups=[ref("Group")]),
    "TrailBucket": of("S3::Bucket"),
    "TrailPolicy": of(
        "S3::BucketPolicy",
        Bucket=ref("TrailBucket"),
        PolicyDocument=statement({"Service": "cloudtrail.amazonaws.com"}, "s3:PutObject", "*"),
    ),
    "Trail": {
        **of(
            "CloudTrail::Trail",
            S3BucketName=ref("TrailBucket"),
            IsLogging=True,
            EnableLogFileValidation=True,
            IncludeGlobalServiceEvents=True,
            IsMultiRegionTrail=False,
            EventSelectors=[{"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": []}],
        ),
        "DependsOn": "TrailPolicy",
    },
    "FlowLog": of(
        "EC2::FlowLog",
        ResourceId=ref("Vpc"),
        ResourceType="VPC",
        TrafficType="REJECT",
        LogDestinationType="s3",
        LogDestination=att("TrailBucket", "Arn"),
    ),
    "Registry": of(
        "ECR::RegistryPolicy",
        PolicyText=statement({"AWS": "arn:aws:iam::123456789012:root"}, "ecr:BatchImportUpstreamImage", "*"),
    ),
    "Token": of(
        "SecretsManager::Secret",
        Name={"Fn::Sub": "ecr-pullthroughcache/${AWS::StackName}"},
        SecretString='{"username":"reader","accessToken":"example"}',
    ),
    "Mirror": of(
        "ECR::PullThroughCacheRule",
        EcrRepositoryPrefix="ghcr",
        UpstreamRegistry="github-container-registry",
        UpstreamRegistryUrl="ghcr.io",
        CredentialArn=ref("Token"),
    ),
    "Log": of("Logs::LogGroup"),
    "Errors": of(
        "Logs::MetricFilter",
        LogGroupName=ref("Log"),
        FilterPattern='{ $.level = "error" }',
        MetricTransformations=[
            {
                "MetricName": "errors",
                "MetricNamespace": {"Ref": "AWS::StackName"},
                "MetricValue": "1",
                "Dimensions": [{"Key": "Service", "Value": "$.service"}],
            }
        ],
    ),
    "Detector": of(
        "CloudWatch::AnomalyDetector",
        Namespace="AWS/Logs",
        MetricName="IncomingLogEvents",
        Stat="Sum",
        Dimensions=[{"Name": "LogGroupName", "Value": ref("Log")}],
    ),
    "Anomalous": of(
        "CloudWatch::Alarm",
        ComparisonOperator="LessThanLowerOrGreaterThanUpperThreshold",
        EvaluationPeriods=3,
        ThresholdMetricId="band",
        TreatMissingData="notBreaching",
        Metrics=[
            {"Id": "band", "Expression": "ANOMALY_DETECTION_BAND(lines, 3)", "Label": "band", "ReturnData": True},
            {
                "Id": "lines",
                "ReturnData": True,
                "MetricStat": {
                    "Metric": {
                        "Namespace": "AWS/Logs",
                        "MetricName": "IncomingLogEvents",
                        "Dimensions": [{"Name": "LogGroupName", "Value": ref("Log")}],
                    },
                    "Period": 300,
                    "Stat": "Sum",
                },
            },
        ],
    ),
    "SigningKey": of(
        "KMS::Key",
        KeySpec="ECC_NIST_P256",
        KeyUsage="SIGN_VERIFY",
        KeyPolicy=statement({"AWS": "arn:aws:iam::123456789012:root"}, "kms:*", "*"),
    ),
    "SigningName": of(
        "KMS::Alias", AliasName={"Fn::Sub": "alias/${AWS::StackName}-evidence"}, TargetKeyId=ref("SigningKey")
    ),
}

CATALOGUE: dict[str, tuple[Template, dict[str, Any]]] = {
    "messaging": (MESSAGING, {"Queue.VisibilityTimeout": 60, "Rule.EventPattern": {"source": ["y"]}}),
    "functions": (FUNCTIONS, {"Function.MemorySize": 256}),
    "data": (DATA, {"Cluster.BackupRetentionPeriod": 5, "Instance.DBInstanceClass": "db.t3.small"}),
    "web": (WEB, {"Rule.Conditions": [{"Field": "path-pattern", "Values": ["/v2/*"]}]}),
    "containers": (CONTAINERS, {"Task.Cpu": "512", "Task.Memory": "1024", "Machines.MaxSize": "3"}),
    "guarding": (
        GUARDING,
        {"Trail.IsLogging": False, "Files.LifecyclePolicies": [], "Errors.FilterPattern": '{ $.level = "fatal" }'},
    ),
    "watching": (WATCHING, {"Child.Threshold": 2, "Dashboard.DashboardBody": '{"widgets": []}'}),
}
"""Resources, and the property values an update changes, by kind of stack."""
