# What a Dagger engine pool promises, over its CloudFormation template: the general rules that concern it and its own.
package enginehouse.dagger_engine_pool

import data.enginehouse.cloudformation

tls_port := 8443

# Of the general rules, those about what a pool consists of.
general := object.filter(cloudformation.rules, [
	"bucket-encrypted",
	"bucket-not-public",
	"bucket-tls-only",
	"bucket-versioned",
	"file-system-encrypted",
	"flow-logs",
	"imdsv2-required",
	"key-rotation",
	"load-balancer-internal",
	"log-group-encrypted",
	"log-group-retention",
	"no-public-address",
	"security-group-closed",
	"topic-encrypted",
	"trail",
	"volume-encrypted",
])

own := {
	"engines-private": {
		"title": "Engines and load balancers stand in subnets without a route to an internet gateway",
		"severity": "error",
		"controls": ["ac-4", "sc-7"],
	},
	"host-fips": {
		"title": "Every engine refuses to start on a kernel that is not in FIPS mode",
		"severity": "error",
		"controls": ["ia-7", "sc-13"],
		"frameworks": cloudformation.fedramp,
	},
	"image-fips": {
		"title": "Every engine starts from an image whose cryptography is FIPS validated",
		"severity": "error",
		"controls": ["ia-7", "sc-13"],
		"frameworks": {"fedramp-high"},
	},
	"only-endpoint-open": {
		"title": "Clients reach port 8443 and no other",
		"severity": "error",
		"controls": ["ac-4", "cm-7", "sc-7", "sc-7.5"],
	},
}

rules := object.union(general, own)

findings := cloudformation.findings(rules, cloudformation.violations | violations)

violations contains {
	"rule": "engines-private", "resource": id,
	"reason": "It stands in a subnet that is not known to be private.",
} if {
	some id, resource in standing
	not in_private_subnets(resource)
}

violations contains {
	"rule": "host-fips", "resource": id,
	"reason": "Nothing stops an engine from starting on a kernel that is not in FIPS mode.",
} if {
	some id, template in cloudformation.resources("AWS::EC2::LaunchTemplate")
	not requires_fips(template)
}

violations contains {
	"rule": "image-fips", "resource": id,
	"reason": "The image is not one that the environment lists as FIPS validated.",
} if {
	some id, template in cloudformation.resources("AWS::EC2::LaunchTemplate")
	not fips_validated(template)
}

violations contains {
	"rule": "only-endpoint-open", "resource": id,
	"reason": "The load balancer listens on something else than TCP 8443.",
} if {
	some id, listener in cloudformation.resources("AWS::ElasticLoadBalancingV2::Listener")
	not on_endpoint(listener)
}

violations contains {
	"rule": "only-endpoint-open", "resource": at,
	"reason": "It lets clients reach another port than TCP 8443.",
} if {
	some {"at": at, "rule": rule} in cloudformation.ingress
	not from_own_group(rule)
	not to_endpoint(rule)
}

standing[id] := resource if {
	some type in ["AWS::AutoScaling::AutoScalingGroup", "AWS::ElasticLoadBalancingV2::LoadBalancer"]
	some id, resource in cloudformation.resources(type)
}

# Where neither names subnets, AWS chooses.
in_private_subnets(resource) if {
	subnets := subnets_of(resource)
	count(subnets) > 0
	every subnet in subnets {
		private(subnet)
	}
}

subnets_of(group) := group.VPCZoneIdentifier

subnets_of(balancer) := balancer.Subnets

subnets_of(balancer) := [mapping.SubnetId | some mapping in balancer.SubnetMappings] if balancer.SubnetMappings

private(subnet) if {
	cloudformation.resources("AWS::EC2::Subnet")[subnet.Ref]
	not leads_to_internet(subnet)
}

# Of a VPC that exists, the portal looks up private subnets only.
private(subnet) if {
	some found in input.lookups
	some known in found.privateSubnets
	known.subnetId == subnet
}

leads_to_internet(subnet) if {
	some association in cloudformation.resources("AWS::EC2::SubnetRouteTableAssociation")
	association.SubnetId == subnet
	some route in cloudformation.resources("AWS::EC2::Route")
	route.RouteTableId == association.RouteTableId
	route.GatewayId
}

# The boot script compares the kernel's own word with 1, whatever else the template puts into it.
requires_fips(template) if contains(json.marshal(template.LaunchTemplateData.UserData), `cat /proc/sys/crypto/fips_enabled)\" = 1 ] || `)

fips_validated(template) if {
	some found in input.lookups
	found.imageId == template.LaunchTemplateData.ImageId
	found.fips == true
}

# Between the pool's own groups engines, load balancer and shared cache talk on ports of theirs.
from_own_group(rule) if {
	some id, _ in cloudformation.resources("AWS::EC2::SecurityGroup")
	cloudformation.refers_to(rule.SourceSecurityGroupId, id)
}

on_endpoint(listener) if {
	listener.Protocol == "TCP"
	listener.Port == tls_port
}

to_endpoint(rule) if {
	rule.IpProtocol == "tcp"
	rule.FromPort == tls_port
	rule.ToPort == tls_port
}
