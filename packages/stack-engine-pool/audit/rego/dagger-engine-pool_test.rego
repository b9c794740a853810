package enginehouse.dagger_engine_pool_test

import data.enginehouse.dagger_engine_pool

# What is particular to a pool, all of it right. General rules have tests of their own.
good := {
	"Private": {"Type": "AWS::EC2::Subnet"},
	"Public": {"Type": "AWS::EC2::Subnet"},
	"Gateway": {"Type": "AWS::EC2::InternetGateway"},
	"PublicRoute": {"Type": "AWS::EC2::Route", "Properties": {
		"RouteTableId": {"Ref": "PublicTable"},
		"GatewayId": {"Ref": "Gateway"},
	}},
	"PublicAssociation": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {
		"SubnetId": {"Ref": "Public"},
		"RouteTableId": {"Ref": "PublicTable"},
	}},
	"PrivateRoute": {"Type": "AWS::EC2::Route", "Properties": {
		"RouteTableId": {"Ref": "PrivateTable"},
		"NatGatewayId": {"Ref": "Nat"},
	}},
	"PrivateAssociation": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {
		"SubnetId": {"Ref": "Private"},
		"RouteTableId": {"Ref": "PrivateTable"},
	}},
	"Pool": {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {"VPCZoneIdentifier": [
		{"Ref": "Private"},
		"subnet-0aaa",
	]}},
	"Endpoint": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {
		"Scheme": "internal",
		"Subnets": [{"Ref": "Private"}],
	}},
	"Listener": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": {"Port": 8443, "Protocol": "TCP"}},
	"Front": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": [{
		"CidrIp": "10.0.0.0/16", "IpProtocol": "tcp", "FromPort": 8443, "ToPort": 8443,
	}]}},
	"Engines": {"Type": "AWS::EC2::SecurityGroup"},
	"Health": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {
		"GroupId": {"Fn::GetAtt": ["Engines", "GroupId"]},
		"SourceSecurityGroupId": {"Fn::GetAtt": ["Front", "GroupId"]},
		"IpProtocol": "tcp", "FromPort": 8081, "ToPort": 8081,
	}},
	"Engine": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {
		"ImageId": "ami-0f",
		"UserData": {"Fn::Base64": {"Fn::Join": ["", [
			`[ "$(cat /proc/sys/crypto/fips_enabled)" = 1 ] || exit 1`,
			{"Ref": "Cache"},
		]]}},
		"MetadataOptions": {"HttpTokens": "required"},
		"BlockDeviceMappings": [{"Ebs": {"Encrypted": true, "KmsKeyId": "arn:key"}}],
	}}},
	"FlowLog": {"Type": "AWS::EC2::FlowLog", "Properties": {
		"ResourceType": "VPC", "ResourceId": "vpc-0aaa", "TrafficType": "ALL",
	}},
	"Trail": {"Type": "AWS::CloudTrail::Trail", "Properties": {
		"IsLogging": true,
		"EnableLogFileValidation": true, "KMSKeyId": "arn:key",
	}},
}

lookups := {
	"image": {"imageId": "ami-0f", "fips": true},
	"vpc": {"vpcId": "vpc-0aaa", "privateSubnets": [{"subnetId": "subnet-0aaa"}]},
	"zones": ["us-east-1a"],
}

# What is found under a framework once the good pool is patched: "rule resource".
found(framework, patches) := {sprintf("%s %s", [finding.rule, finding.resource]) |
	some finding in dagger_engine_pool.findings with input as {
		"framework": framework,
		"template": {"Resources": json.patch(good, patches)},
		"lookups": lookups,
	}
}

add(path, value) := {"op": "add", "path": path, "value": value}

cases := {
	"engines in a public subnet": {
		"break": add("/Pool/Properties/VPCZoneIdentifier/-", {"Ref": "Public"}),
		"found": {"engines-private Pool"},
	},
	"engines in a subnet nobody looked up": {
		"break": add("/Pool/Properties/VPCZoneIdentifier/-", "subnet-0bbb"),
		"found": {"engines-private Pool"},
	},
	"an endpoint in a public subnet": {
		"break": add("/Endpoint/Properties/Subnets/-", {"Ref": "Public"}),
		"found": {"engines-private Endpoint"},
	},
	"an endpoint with an address in a public subnet": {
		"break": add("/Endpoint/Properties", {"Scheme": "internal", "SubnetMappings": [
			{"SubnetId": {"Ref": "Private"}},
			{"SubnetId": {"Ref": "Public"}},
		]}),
		"found": {"engines-private Endpoint"},
	},
	"an endpoint wherever AWS puts it": {
		"break": add("/Endpoint/Properties", {"Scheme": "internal"}),
		"found": {"engines-private Endpoint"},
	},
	"engines wherever AWS puts them": {
		"break": add("/Pool/Properties/VPCZoneIdentifier", []),
		"found": {"engines-private Pool"},
	},
	"an endpoint facing the internet": {
		"break": add("/Endpoint/Properties/Scheme", "internet-facing"),
		"found": {"load-balancer-internal Endpoint"},
	},
	"another port listened on": {
		"break": add("/Listener/Properties/Port", 1234),
		"found": {"only-endpoint-open Listener"},
	},
	"another protocol listened for": {
		"break": add("/Listener/Properties/Protocol", "TCP_UDP"),
		"found": {"only-endpoint-open Listener"},
	},
	"a second listener that says nothing": {
		"break": add("/Second", {"Type": "AWS::ElasticLoadBalancingV2::Listener"}),
		"found": {"only-endpoint-open Second"},
	},
	"another port let in": {
		"break": add("/Front/Properties/SecurityGroupIngress/-", {
			"CidrIp": "10.0.0.0/16",
			"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22,
		}),
		"found": {"only-endpoint-open Front"},
	},
	"a range of ports let in": {
		"break": add("/Front/Properties/SecurityGroupIngress/0/ToPort", 8444),
		"found": {"only-endpoint-open Front"},
	},
	"a foreign group let in to the health check": {
		"break": add("/Health/Properties/SourceSecurityGroupId", "sg-0aaa"),
		"found": {"only-endpoint-open Health"},
	},
	"everybody let in": {
		"break": add("/Front/Properties/SecurityGroupIngress/0/CidrIp", "0.0.0.0/0"),
		"found": {"security-group-closed Front"},
	},
	"a second template that asks nothing of its kernel": {
		"break": add("/Other", {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {
			"ImageId": "ami-0f",
			"MetadataOptions": {"HttpTokens": "required"},
			"BlockDeviceMappings": [{"Ebs": {"Encrypted": true, "KmsKeyId": "arn:key"}}],
		}}}),
		"found": {"host-fips Other"},
	},
	"a template without an image": {
		"break": {"op": "remove", "path": "/Engine/Properties/LaunchTemplateData/ImageId"},
		"found": {"image-fips Engine"},
	},
	"an image nobody validated": {
		"break": add("/Engine/Properties/LaunchTemplateData/ImageId", "ami-0e"),
		"found": {"image-fips Engine"},
	},
	"no trail": {"break": {"op": "remove", "path": "/Trail"}, "found": {"trail "}},
	"no flow log of the VPC that exists": {
		"break": {"op": "remove", "path": "/FlowLog"},
		"found": {"flow-logs "},
	},
}

test_nothing_is_found_in_a_good_pool if found("fedramp-high", []) == set()

test_finds[name] if {
	some name, tested in cases
	found("fedramp-high", [tested.break]) == tested.found
}

test_every_rule_of_its_own_has_a_case if {
	broken := {split(one, " ")[0] | some tested in cases; some one in tested.found}
	object.keys(dagger_engine_pool.own) - broken == set()
}

test_an_image_listed_as_not_validated_is_found if {
	image := object.union(lookups, {"image": {"imageId": "ami-0f", "fips": false}})
	some finding in dagger_engine_pool.findings with input as {
		"framework": "fedramp-high",
		"template": {"Resources": good},
		"lookups": image,
	}
	finding.rule == "image-fips"
}

test_frameworks_ask_for_more if {
	without := [
		{"op": "remove", "path": "/Trail"},
		add("/Engine/Properties/LaunchTemplateData/ImageId", "ami-0e"),
		add("/Engine/Properties/LaunchTemplateData/UserData", ""),
		add("/Vpc", {"Type": "AWS::EC2::VPC"}),
	]
	found("commercial", without) == set()
	found("fedramp-moderate", without) == {"trail ", "flow-logs Vpc", "host-fips Engine"}
	found("fedramp-high", without) == {"trail ", "flow-logs Vpc", "host-fips Engine", "image-fips Engine"}
}

test_states_rule_resource_severity_controls_and_reason if {
	some finding in dagger_engine_pool.findings with input as {
		"framework": "commercial",
		"template": {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}},
		"lookups": {},
	}
	finding == {
		"rule": "topic-encrypted", "resource": "Topic", "severity": "error",
		"controls": ["sc-28", "sc-28.1"],
		"reason": "The topic does not encrypt with a KMS key.",
	}
}
