package enginehouse.ktor_chassis_test

import data.enginehouse.ktor_chassis

# What is particular to a chassis, all of it right. General rules have tests of their own.
good := {
	"Isolated": {"Type": "AWS::EC2::Subnet"},
	"Private": {"Type": "AWS::EC2::Subnet"},
	"IsolatedTable": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {
		"SubnetId": {"Ref": "Isolated"},
		"RouteTableId": {"Ref": "TableA"},
	}},
	"PrivateTable": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {
		"SubnetId": {"Ref": "Private"},
		"RouteTableId": {"Ref": "TableB"},
	}},
	"Way": {"Type": "AWS::EC2::Route", "Properties": {
		"RouteTableId": {"Ref": "TableB"},
		"NatGatewayId": {"Ref": "Nat"},
	}},
	"DatabaseSubnets": {"Type": "AWS::RDS::DBSubnetGroup", "Properties": {"SubnetIds": [{"Ref": "Isolated"}]}},
	"CacheSubnets": {"Type": "AWS::ElastiCache::SubnetGroup", "Properties": {"SubnetIds": [{"Ref": "Isolated"}]}},
	"Secure": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": {
		"Port": 443, "Protocol": "HTTPS",
		"Certificates": [{"CertificateArn": "arn:certificate"}],
	}},
	"Plain": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": {
		"Port": 80, "Protocol": "HTTP",
		"DefaultActions": [{"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "Port": "443"}}],
	}},
	"Front": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": [
		{"CidrIp": "0.0.0.0/0", "IpProtocol": "tcp", "FromPort": 80, "ToPort": 80},
		{"CidrIp": "0.0.0.0/0", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443},
		{"CidrIp": "10.0.0.0/8", "IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080},
	]}},
	"Proxy": {"Type": "AWS::RDS::DBProxy", "Properties": {
		"RequireTLS": true,
		"Auth": [{"IAMAuth": "REQUIRED"}, {"IAMAuth": "REQUIRED"}],
	}},
}

# What is found once the good chassis is patched: "rule resource".
found(patches) := {sprintf("%s %s", [finding.rule, finding.resource]) |
	some finding in ktor_chassis.findings with input as {
		"framework": "commercial",
		"template": {"Resources": json.patch(good, patches)},
		"lookups": {},
	}
}

add(path, value) := {"op": "add", "path": path, "value": value}

cases := {
	"a database in a private subnet": {
		"break": add("/DatabaseSubnets/Properties/SubnetIds/-", {"Ref": "Private"}),
		"found": {"data-isolated DatabaseSubnets"},
	},
	"a cache in a subnet of somebody else": {
		"break": add("/CacheSubnets/Properties/SubnetIds/-", "subnet-0aaa"),
		"found": {"data-isolated CacheSubnets"},
	},
	"a proxy in a private subnet": {
		"break": add("/Proxy/Properties/VpcSubnetIds", [{"Ref": "Private"}]),
		"found": {"data-isolated Proxy"},
	},
	"a route out of the isolated subnet": {
		"break": add("/Way/Properties/RouteTableId", {"Ref": "TableA"}),
		"found": {"data-isolated DatabaseSubnets", "data-isolated CacheSubnets"},
	},
	"HTTPS without a certificate": {
		"break": add("/Secure/Properties/Certificates", []),
		"found": {"https-only Secure"},
	},
	"HTTP that answers": {
		"break": add("/Plain/Properties/DefaultActions/0", {"Type": "forward"}),
		"found": {"https-only Plain"},
	},
	"another port open to everybody": {
		"break": add("/Front/Properties/SecurityGroupIngress/-", {
			"CidrIp": "0.0.0.0/0",
			"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22,
		}),
		"found": {"only-web-open Front"},
	},
	"everything open to everybody by IPv6": {
		"break": add("/Front/Properties/SecurityGroupIngress/-", {"CidrIpv6": "::/0", "IpProtocol": "-1"}),
		"found": {"only-web-open Front"},
	},
	"a proxy without TLS": {
		"break": add("/Proxy/Properties/RequireTLS", false),
		"found": {"proxy-authenticated Proxy"},
	},
	"one user of a proxy with a password": {
		"break": add("/Proxy/Properties/Auth/1/IAMAuth", "DISABLED"),
		"found": {"proxy-authenticated Proxy"},
	},
	"a database in the clear": {
		"break": add("/Database", {"Type": "AWS::RDS::DBCluster"}),
		"found": {"database-encrypted Database"},
	},
}

test_nothing_is_found_in_a_good_chassis if found([]) == set()

test_finds[name] if {
	some name, tested in cases
	found([tested.break]) == tested.found
}

test_every_rule_of_its_own_has_a_case if {
	broken := {split(one, " ")[0] | some tested in cases; some one in tested.found}
	object.keys(ktor_chassis.own) - broken == set()
}
