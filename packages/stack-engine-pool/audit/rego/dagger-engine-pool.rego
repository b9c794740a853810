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
	some id, subnets in placed
	some subnet in subnets
	not private(subnet)
}

violations contains {
	"rule": "image-fips", "resource": id,
	"reason": "The image is not one that the environment lists as FIPS validated.",
} if {
	some id, template in cloudformation.resources("AWS::EC2::LaunchTemplate")
	not fips_validated(template.LaunchTemplateData.ImageId)
}

violations contains {
	"rule": "only-endpoint-open", "resource": id,
	"reason": "The load balancer listens on another port than 8443.",
} if {
	some id, listener in cloudformation.resources("AWS::ElasticLoadBalancingV2::Listener")
	listener.Port != tls_port
}

violations contains {
	"rule": "only-endpoint-open", "resource": at,
	"reason": "It lets clients reach another port than TCP 8443.",
} if {
	some {"at": at, "rule": rule} in cloudformation.ingress
	not from_own_group(rule)
	not to_endpoint(rule)
}

placed[id] := group.VPCZoneIdentifier if {
	some id, group in cloudformation.resources("AWS::AutoScaling::AutoScalingGroup")
}

placed[id] := balancer.Subnets if {
	some id, balancer in cloudformation.resources("AWS::ElasticLoadBalancingV2::LoadBalancer")
}

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

fips_validated(image) if {
	some found in input.lookups
	found.imageId == image
	found.fips == true
}

# Between the pool's own groups engines, load balancer and shared cache talk on ports of theirs.
from_own_group(rule) if {
	some id, _ in cloudformation.resources("AWS::EC2::SecurityGroup")
	cloudformation.refers_to(rule.SourceSecurityGroupId, id)
}

to_endpoint(rule) if {
	rule.IpProtocol == "tcp"
	rule.FromPort == tls_port
	rule.ToPort == tls_port
}
