# What holds for any CloudFormation template: "every resource", never "one of them". A definition's policy chooses from these
# rules and adds its own. A value that is not literally right (missing, or computed) is taken for wrong.
#
# Input: {"framework", "template", "lookups"}. Controls: ids of the NIST SP 800-53 rev 5 catalog.
package enginehouse.cloudformation

fedramp := {"fedramp-moderate", "fedramp-high"}

rules := {
	"bucket-encrypted": {
		"title": "Every bucket encrypts with a KMS key",
		"severity": "error",
		"controls": ["sc-13", "sc-28", "sc-28.1"],
	},
	"bucket-not-public": {
		"title": "Every bucket blocks public access",
		"severity": "error",
		"controls": ["ac-3", "ac-6", "sc-7"],
	},
	"bucket-tls-only": {
		"title": "Every bucket refuses requests without TLS",
		"severity": "error",
		"controls": ["sc-8", "sc-8.1"],
	},
	"bucket-versioned": {
		"title": "Every bucket keeps versions",
		"severity": "warning",
		"controls": ["cp-9", "si-12"],
	},
	"cache-encrypted": {
		"title": "Every cache encrypts at rest and in transit",
		"severity": "error",
		"controls": ["sc-8", "sc-8.1", "sc-28", "sc-28.1"],
	},
	"database-encrypted": {
		"title": "Every database encrypts its storage",
		"severity": "error",
		"controls": ["sc-28", "sc-28.1"],
	},
	"file-system-encrypted": {
		"title": "Every file system encrypts with a KMS key",
		"severity": "error",
		"controls": ["sc-13", "sc-28", "sc-28.1"],
	},
	"flow-logs": {
		"title": "Every VPC records all its traffic in flow logs",
		"severity": "error",
		"controls": ["au-2", "au-3", "au-12", "si-4"],
		"frameworks": fedramp,
	},
	"imdsv2-required": {
		"title": "Every instance requires IMDSv2",
		"severity": "error",
		"controls": ["ac-3", "ac-6"],
	},
	"key-rotation": {
		"title": "Every symmetric key rotates",
		"severity": "error",
		"controls": ["sc-12"],
	},
	"load-balancer-internal": {
		"title": "Every load balancer is internal",
		"severity": "error",
		"controls": ["ac-4", "sc-7"],
	},
	"log-group-encrypted": {
		"title": "Every log group encrypts with a KMS key",
		"severity": "error",
		"controls": ["au-9", "sc-28", "sc-28.1"],
	},
	"log-group-retention": {
		"title": "Every log group states how long it keeps logs",
		"severity": "warning",
		"controls": ["au-11", "si-12"],
	},
	"no-public-address": {
		"title": "No instance or subnet gives public addresses",
		"severity": "error",
		"controls": ["ac-4", "sc-7"],
	},
	"queue-encrypted": {
		"title": "Every queue encrypts its messages",
		"severity": "error",
		"controls": ["sc-28", "sc-28.1"],
	},
	"security-group-closed": {
		"title": "No security group lets everybody in",
		"severity": "error",
		"controls": ["ac-4", "sc-7", "sc-7.5"],
	},
	"topic-encrypted": {
		"title": "Every topic encrypts with a KMS key",
		"severity": "error",
		"controls": ["sc-28", "sc-28.1"],
	},
	"trail": {
		"title": "A trail records API calls, encrypted and with validated log files",
		"severity": "error",
		"controls": ["au-2", "au-3", "au-9", "au-12"],
		"frameworks": fedramp,
	},
	"volume-encrypted": {
		"title": "Every volume encrypts with a KMS key",
		"severity": "error",
		"controls": ["sc-13", "sc-28", "sc-28.1"],
	},
}

# What a definition states: its violations of the rules it chose, where the framework asks for them.
findings(chosen, violated) := {finding |
	some violation in violated
	rule := chosen[violation.rule]
	input.framework in object.get(rule, "frameworks", {input.framework})
	finding := object.union(violation, {"severity": rule.severity, "controls": rule.controls})
}

# Properties of the resources of a type, by logical id.
resources(type) := {id: object.get(resource, "Properties", {}) |
	some id, resource in input.template.Resources
	resource.Type == type
}

# One ingress rule after the other, wherever it is written: {"at": logical id, "rule"}.
ingress contains {"at": id, "rule": rule} if {
	some id, group in resources("AWS::EC2::SecurityGroup")
	some rule in group.SecurityGroupIngress
}

ingress contains {"at": id, "rule": rule} if {
	some id, rule in resources("AWS::EC2::SecurityGroupIngress")
}

# Whether a value is another resource of the template.
refers_to(value, id) if value.Ref == id

refers_to(value, id) if value["Fn::GetAtt"][0] == id

violations contains {
	"rule": "bucket-encrypted", "resource": id,
	"reason": "The bucket does not encrypt with a KMS key.",
} if {
	some id, bucket in resources("AWS::S3::Bucket")
	not bucket_encrypted(bucket)
}

violations contains {
	"rule": "bucket-not-public", "resource": id,
	"reason": "The bucket does not block every kind of public access.",
} if {
	some id, bucket in resources("AWS::S3::Bucket")
	not public_access_blocked(bucket)
}

violations contains {
	"rule": "bucket-tls-only", "resource": id,
	"reason": "No bucket policy denies requests without TLS to the bucket and all its objects.",
} if {
	some id, _ in resources("AWS::S3::Bucket")
	not tls_only(id)
}

violations contains {
	"rule": "bucket-versioned", "resource": id,
	"reason": "The bucket keeps no versions: what is overwritten or deleted is gone.",
} if {
	some id, bucket in resources("AWS::S3::Bucket")
	not bucket.VersioningConfiguration.Status == "Enabled"
}

violations contains {
	"rule": "cache-encrypted", "resource": id,
	"reason": "The cache does not encrypt both at rest and in transit.",
} if {
	some id, cache in resources("AWS::ElastiCache::ReplicationGroup")
	not cache_encrypted(cache)
}

violations contains {
	"rule": "database-encrypted", "resource": id,
	"reason": "The database does not encrypt its storage.",
} if {
	some id, database in databases
	not database.StorageEncrypted == true
}

violations contains {
	"rule": "file-system-encrypted", "resource": id,
	"reason": "The file system does not encrypt with a KMS key.",
} if {
	some id, file_system in resources("AWS::EFS::FileSystem")
	not encrypted_with_key(file_system)
}

violations contains {
	"rule": "flow-logs", "resource": id,
	"reason": "No flow log records all traffic of the VPC.",
} if {
	some id, _ in resources("AWS::EC2::VPC")
	every vpc in flow_logged {
		not refers_to(vpc, id)
	}
}

# A VPC that exists: what other stacks record of it, nobody looked up.
violations contains {
	"rule": "flow-logs", "resource": "",
	"reason": sprintf("No flow log of this stack records all traffic of %s, which exists already.", [vpc]),
} if {
	some found in input.lookups
	vpc := found.vpcId
	not vpc in flow_logged
}

violations contains {
	"rule": "imdsv2-required", "resource": id,
	"reason": "Instances answer metadata requests without a session token (IMDSv1).",
} if {
	some id, instance in instances
	not instance.MetadataOptions.HttpTokens == "required"
}

violations contains {
	"rule": "key-rotation", "resource": id,
	"reason": "The key does not rotate every year.",
} if {
	some id, key in resources("AWS::KMS::Key")
	object.get(key, "KeySpec", "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT"
	not key.EnableKeyRotation == true
}

violations contains {
	"rule": "load-balancer-internal", "resource": id,
	"reason": "The load balancer is reachable from the internet.",
} if {
	some id, balancer in resources("AWS::ElasticLoadBalancingV2::LoadBalancer")
	not balancer.Scheme == "internal"
}

violations contains {
	"rule": "log-group-encrypted", "resource": id,
	"reason": "The log group does not encrypt with a KMS key.",
} if {
	some id, group in resources("AWS::Logs::LogGroup")
	not group.KmsKeyId
}

violations contains {
	"rule": "log-group-retention", "resource": id,
	"reason": "The log group does not state how long it keeps logs, so it keeps them for ever.",
} if {
	some id, group in resources("AWS::Logs::LogGroup")
	not group.RetentionInDays
}

violations contains {
	"rule": "no-public-address", "resource": id,
	"reason": "The subnet gives every instance in it a public address.",
} if {
	some id, subnet in resources("AWS::EC2::Subnet")
	object.get(subnet, "MapPublicIpOnLaunch", false) != false
}

violations contains {
	"rule": "no-public-address", "resource": id,
	"reason": "Instances get a public address.",
} if {
	some id, instance in instances
	some interface in instance.NetworkInterfaces
	object.get(interface, "AssociatePublicIpAddress", false) != false
}

violations contains {
	"rule": "queue-encrypted", "resource": id,
	"reason": "The queue does not encrypt its messages.",
} if {
	some id, queue in resources("AWS::SQS::Queue")
	not queue_encrypted(queue)
}

violations contains {
	"rule": "security-group-closed", "resource": at,
	"reason": "The security group lets everybody in.",
} if {
	some {"at": at, "rule": rule} in ingress
	from_everywhere(rule)
}

violations contains {
	"rule": "topic-encrypted", "resource": id,
	"reason": "The topic does not encrypt with a KMS key.",
} if {
	some id, topic in resources("AWS::SNS::Topic")
	not topic.KmsMasterKeyId
}

violations contains {
	"rule": "trail", "resource": "",
	"reason": "The stack has no trail that records API calls.",
} if {
	count(resources("AWS::CloudTrail::Trail")) == 0
}

violations contains {
	"rule": "trail", "resource": id,
	"reason": "The trail is not logging, not encrypted with a KMS key, or its log files are not validated.",
} if {
	some id, trail in resources("AWS::CloudTrail::Trail")
	not trail_trusted(trail)
}

violations contains {
	"rule": "volume-encrypted", "resource": id,
	"reason": "A volume does not encrypt with a KMS key, or no volume is stated and the image decides.",
} if {
	some id, instance in instances
	not volumes_encrypted(instance)
}

violations contains {
	"rule": "volume-encrypted", "resource": id,
	"reason": "The volume does not encrypt with a KMS key.",
} if {
	some id, volume in resources("AWS::EC2::Volume")
	not encrypted_with_key(volume)
}

# What instances are started from. An instance with a launch template has its settings there.
instances[id] := template.LaunchTemplateData if {
	some id, template in resources("AWS::EC2::LaunchTemplate")
}

instances[id] := instance if {
	some id, instance in resources("AWS::EC2::Instance")
	not instance.LaunchTemplate
}

# Instances of a cluster are encrypted as their cluster is.
databases[id] := database if {
	some id, database in resources("AWS::RDS::DBCluster")
}

databases[id] := database if {
	some id, database in resources("AWS::RDS::DBInstance")
	not database.DBClusterIdentifier
}

bucket_encrypted(bucket) if {
	defaults := bucket.BucketEncryption.ServerSideEncryptionConfiguration
	count(defaults) > 0
	every setting in defaults {
		setting.ServerSideEncryptionByDefault.SSEAlgorithm in {"aws:kms", "aws:kms:dsse"}
		setting.ServerSideEncryptionByDefault.KMSMasterKeyID
	}
}

public_access_blocked(bucket) if {
	every setting in ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"] {
		bucket.PublicAccessBlockConfiguration[setting] == true
	}
}

# Exactly this condition: another one beside it would let some requests through.
tls_only(id) if {
	some policy in resources("AWS::S3::BucketPolicy")
	refers_to(policy.Bucket, id)
	some statement in policy.PolicyDocument.Statement
	statement.Effect == "Deny"
	statement.Principal in ["*", {"AWS": "*"}]
	statement.Action == "s3:*"
	statement.Condition == {"Bool": {"aws:SecureTransport": "false"}}
	arn := {"Fn::GetAtt": [id, "Arn"]}
	every resource in [arn, {"Fn::Join": ["", [arn, "/*"]]}] {
		resource in statement.Resource
	}
}

cache_encrypted(cache) if {
	cache.AtRestEncryptionEnabled == true
	cache.TransitEncryptionEnabled == true
}

encrypted_with_key(storage) if {
	storage.Encrypted == true
	storage.KmsKeyId
}

volumes_encrypted(instance) if {
	volumes := [mapping.Ebs | some mapping in instance.BlockDeviceMappings]
	count(volumes) > 0
	every volume in volumes {
		encrypted_with_key(volume)
	}
}

# The VPCs of which a flow log records all traffic, by reference or id.
flow_logged contains flow_log.ResourceId if {
	some flow_log in resources("AWS::EC2::FlowLog")
	flow_log.ResourceType == "VPC"
	flow_log.TrafficType == "ALL"
}

queue_encrypted(queue) if queue.KmsMasterKeyId

queue_encrypted(queue) if queue.SqsManagedSseEnabled == true

# Also in halves or quarters; or a range that only the deployment tells.
from_everywhere(rule) if {
	some property in ["CidrIp", "CidrIpv6"]
	cidr := rule[property]
	not narrow(cidr)
}

narrow(cidr) if {
	prefix := to_number(split(cidr, "/")[1])
	prefix >= 8
}

trail_trusted(trail) if {
	trail.IsLogging == true
	trail.EnableLogFileValidation == true
	trail.KMSKeyId
}
