package enginehouse.cloudformation_test

import data.enginehouse.cloudformation

arn(id) := {"Fn::GetAtt": [id, "Arn"]}

encrypted := {"Encrypted": true, "KmsKeyId": arn("Key")}

# One good resource of each kind. Every test breaks one thing of it.
good := {
	"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {
		"BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {
			"SSEAlgorithm": "aws:kms",
			"KMSMasterKeyID": arn("Key"),
		}}]},
		"PublicAccessBlockConfiguration": {
			"BlockPublicAcls": true, "BlockPublicPolicy": true,
			"IgnorePublicAcls": true, "RestrictPublicBuckets": true,
		},
		"VersioningConfiguration": {"Status": "Enabled"},
	}},
	"BucketPolicy": {"Type": "AWS::S3::BucketPolicy", "Properties": {
		"Bucket": {"Ref": "Bucket"},
		"PolicyDocument": {"Statement": [{
			"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "s3:*",
			"Condition": {"Bool": {"aws:SecureTransport": "false"}},
			"Resource": [arn("Bucket"), {"Fn::Join": ["", [arn("Bucket"), "/*"]]}],
		}]},
	}},
	"Key": {"Type": "AWS::KMS::Key", "Properties": {"EnableKeyRotation": true}},
	"SigningKey": {"Type": "AWS::KMS::Key", "Properties": {"KeySpec": "ECC_NIST_P256"}},
	"Cache": {"Type": "AWS::ElastiCache::ReplicationGroup", "Properties": {
		"AtRestEncryptionEnabled": true,
		"TransitEncryptionEnabled": true,
	}},
	"Cluster": {"Type": "AWS::RDS::DBCluster", "Properties": {"StorageEncrypted": true}},
	"Writer": {"Type": "AWS::RDS::DBInstance", "Properties": {"DBClusterIdentifier": {"Ref": "Cluster"}}},
	"Database": {"Type": "AWS::RDS::DBInstance", "Properties": {"StorageEncrypted": true}},
	"Files": {"Type": "AWS::EFS::FileSystem", "Properties": encrypted},
	"Volume": {"Type": "AWS::EC2::Volume", "Properties": encrypted},
	"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
	"FlowLog": {"Type": "AWS::EC2::FlowLog", "Properties": {
		"ResourceType": "VPC",
		"ResourceId": {"Ref": "Vpc"},
		"TrafficType": "ALL",
	}},
	"Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"MapPublicIpOnLaunch": false}},
	"Template": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {
		"MetadataOptions": {"HttpTokens": "required"},
		"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": encrypted}],
		"NetworkInterfaces": [{"AssociatePublicIpAddress": false}],
	}}},
	"Bastion": {"Type": "AWS::EC2::Instance", "Properties": {"LaunchTemplate": {"LaunchTemplateId": {"Ref": "Template"}}}},
	"Instance": {"Type": "AWS::EC2::Instance", "Properties": {
		"MetadataOptions": {"HttpTokens": "required"},
		"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": encrypted}],
	}},
	"Balancer": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"Scheme": "internal"}},
	"Logs": {"Type": "AWS::Logs::LogGroup", "Properties": {"KmsKeyId": arn("Key"), "RetentionInDays": 365}},
	"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"KmsMasterKeyId": {"Ref": "Key"}}},
	"ManagedQueue": {"Type": "AWS::SQS::Queue", "Properties": {"SqsManagedSseEnabled": true}},
	"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": {"Ref": "Key"}}},
	"Trail": {"Type": "AWS::CloudTrail::Trail", "Properties": {
		"IsLogging": true, "EnableLogFileValidation": true,
		"KMSKeyId": arn("Key"),
	}},
	"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": [{
		"CidrIp": "10.0.0.0/16", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
	}]}},
	"Ingress": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {
		"GroupId": {"Fn::GetAtt": ["Group", "GroupId"]},
		"CidrIpv6": "fd00::/8",
	}},
}

# What is wrong once the good resources are patched: "rule resource".
wrong(patches) := {sprintf("%s %s", [violation.rule, violation.resource]) |
	resources := json.patch(good, patches)
	some violation in cloudformation.violations with input as {"template": {"Resources": resources}}
}

properties(id) := sprintf("/%s/Properties", [id])

set_(id, property, value) := {"op": "add", "path": concat("", [properties(id), "/", property]), "value": value}

unset(id, property) := {"op": "remove", "path": concat("", [properties(id), "/", property])}

nothing(id) := {"op": "remove", "path": properties(id)}

test_nothing_is_wrong_with_good_resources if wrong([]) == set()

# Each case: what is broken, and all that is then wrong.
cases := {
	"a bucket without encryption": {"break": unset("Bucket", "BucketEncryption"), "wrong": {"bucket-encrypted Bucket"}},
	"a bucket with S3's own key": {
		"break": set_("Bucket", "BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault", {"SSEAlgorithm": "AES256"}),
		"wrong": {"bucket-encrypted Bucket"},
	},
	"a bucket with a second, weaker setting": {
		"break": set_("Bucket", "BucketEncryption/ServerSideEncryptionConfiguration/-", {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}),
		"wrong": {"bucket-encrypted Bucket"},
	},
	"a bucket with no setting": {
		"break": set_("Bucket", "BucketEncryption/ServerSideEncryptionConfiguration", []),
		"wrong": {"bucket-encrypted Bucket"},
	},
	"a bucket that lets public policies in": {
		"break": set_("Bucket", "PublicAccessBlockConfiguration/BlockPublicPolicy", false),
		"wrong": {"bucket-not-public Bucket"},
	},
	"a bucket without any property": {
		"break": nothing("Bucket"),
		"wrong": {"bucket-encrypted Bucket", "bucket-not-public Bucket", "bucket-versioned Bucket"},
	},
	"a bucket without a policy": {"break": {"op": "remove", "path": "/BucketPolicy"}, "wrong": {"bucket-tls-only Bucket"}},
	"a policy of another bucket": {
		"break": set_("BucketPolicy", "Bucket", {"Ref": "Other"}),
		"wrong": {"bucket-tls-only Bucket"},
	},
	"a policy that leaves the objects out": {
		"break": set_("BucketPolicy", "PolicyDocument/Statement/0/Resource", [arn("Bucket")]),
		"wrong": {"bucket-tls-only Bucket"},
	},
	"a policy with one more condition": {
		"break": set_("BucketPolicy", "PolicyDocument/Statement/0/Condition/StringEquals", {"aws:PrincipalOrgID": "o-1"}),
		"wrong": {"bucket-tls-only Bucket"},
	},
	"versions suspended": {
		"break": set_("Bucket", "VersioningConfiguration/Status", "Suspended"),
		"wrong": {"bucket-versioned Bucket"},
	},
	"a cache plain in transit": {
		"break": unset("Cache", "TransitEncryptionEnabled"),
		"wrong": {"cache-encrypted Cache"},
	},
	"a cluster in the clear": {"break": nothing("Cluster"), "wrong": {"database-encrypted Cluster"}},
	"a database in the clear": {
		"break": set_("Database", "StorageEncrypted", false),
		"wrong": {"database-encrypted Database"},
	},
	"a file system with AWS's key": {"break": unset("Files", "KmsKeyId"), "wrong": {"file-system-encrypted Files"}},
	"a volume in the clear": {"break": set_("Volume", "Encrypted", false), "wrong": {"volume-encrypted Volume"}},
	"flow logs of what was refused only": {
		"break": set_("FlowLog", "TrafficType", "REJECT"),
		"wrong": {"flow-logs Vpc"},
	},
	"a second VPC without flow logs": {
		"break": {"op": "add", "path": "/Vpc2", "value": {"Type": "AWS::EC2::VPC"}},
		"wrong": {"flow-logs Vpc2"},
	},
	"IMDSv1 on a launch template": {
		"break": set_("Template", "LaunchTemplateData/MetadataOptions/HttpTokens", "optional"),
		"wrong": {"imdsv2-required Template"},
	},
	"an instance with nothing said": {
		"break": nothing("Instance"),
		"wrong": {"imdsv2-required Instance", "volume-encrypted Instance"},
	},
	"a second volume in the clear": {
		"break": set_("Template", "LaunchTemplateData/BlockDeviceMappings/-", {"DeviceName": "/dev/xvdb", "Ebs": {}}),
		"wrong": {"volume-encrypted Template"},
	},
	"a key that never rotates": {"break": nothing("Key"), "wrong": {"key-rotation Key"}},
	"a balancer facing the internet": {
		"break": set_("Balancer", "Scheme", "internet-facing"),
		"wrong": {"load-balancer-internal Balancer"},
	},
	"logs in the clear": {"break": unset("Logs", "KmsKeyId"), "wrong": {"log-group-encrypted Logs"}},
	"logs for ever": {"break": unset("Logs", "RetentionInDays"), "wrong": {"log-group-retention Logs"}},
	"a subnet of public addresses": {
		"break": set_("Subnet", "MapPublicIpOnLaunch", true),
		"wrong": {"no-public-address Subnet"},
	},
	"engines with public addresses": {
		"break": set_("Template", "LaunchTemplateData/NetworkInterfaces/0/AssociatePublicIpAddress", true),
		"wrong": {"no-public-address Template"},
	},
	"a queue in the clear": {"break": nothing("Queue"), "wrong": {"queue-encrypted Queue"}},
	"a group open to everybody": {
		"break": set_("Group", "SecurityGroupIngress/-", {"CidrIp": "0.0.0.0/0", "IpProtocol": "tcp", "FromPort": 8443, "ToPort": 8443}),
		"wrong": {"security-group-closed Group"},
	},
	"a group open to everybody by IPv6": {
		"break": set_("Ingress", "CidrIpv6", "::/0"),
		"wrong": {"security-group-closed Ingress"},
	},
	"a group open to everybody in halves": {
		"break": set_("Ingress", "CidrIp", "128.0.0.0/1"),
		"wrong": {"security-group-closed Ingress"},
	},
	"a group open to nobody knows whom": {
		"break": set_("Ingress", "CidrIp", {"Ref": "Parameter"}),
		"wrong": {"security-group-closed Ingress"},
	},
	"a topic in the clear": {"break": nothing("Topic"), "wrong": {"topic-encrypted Topic"}},
	"no trail": {"break": {"op": "remove", "path": "/Trail"}, "wrong": {"trail "}},
	"a trail whose files nobody validates": {
		"break": set_("Trail", "EnableLogFileValidation", false),
		"wrong": {"trail Trail"},
	},
}

test_finds[name] if {
	some name, tested in cases
	wrong([tested.break]) == tested.wrong
}

test_finds_a_vpc_that_exists_and_has_no_flow_log_here if {
	existing("vpc-0bbb") == {"No flow log of this stack records all traffic of vpc-0aaa, which exists already."}
	existing("vpc-0aaa") == set()
}

# Why an existing VPC is wrong while the one with this id has a flow log.
existing(logged) := {finding.reason |
	some finding in cloudformation.violations with input as {
		"lookups": {"vpc": {"vpcId": "vpc-0aaa"}, "zones": ["us-east-1a"], "tag": "v1"},
		"template": {"Resources": json.patch(good, [set_("FlowLog", "ResourceId", logged), {"op": "remove", "path": "/Vpc"}])},
	}
	finding.rule == "flow-logs"
}

test_every_rule_has_a_case if {
	broken := {split(found, " ")[0] | some tested in cases; some found in tested.wrong}
	broken == object.keys(cloudformation.rules)
}

test_refers_by_attribute_or_name if {
	cloudformation.refers_to({"Ref": "Key"}, "Key")
	cloudformation.refers_to(arn("Key"), "Key")
	not cloudformation.refers_to("Key", "Key")
}

violated := {
	{"rule": "topic-encrypted", "resource": "Topic", "reason": "No."},
	{"rule": "trail", "resource": "", "reason": "No."},
	{"rule": "flow-logs", "resource": "Vpc", "reason": "No."},
}

stated(framework) := findings if {
	chosen := object.filter(cloudformation.rules, ["trail", "topic-encrypted"])
	findings := cloudformation.findings(chosen, violated) with input.framework as framework
}

test_findings_are_of_the_chosen_rules_of_the_framework if {
	topic := {
		"rule": "topic-encrypted", "resource": "Topic", "reason": "No.",
		"severity": "error", "controls": ["sc-28", "sc-28.1"],
	}
	stated("commercial") == {topic}
	count(stated("fedramp-moderate")) == 2
	some finding in stated("fedramp-high")
	finding.rule == "trail"
}
