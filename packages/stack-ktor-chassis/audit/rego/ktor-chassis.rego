# What a Ktor chassis promises, over its CloudFormation template: the general rules that concern it and its own.
package enginehouse.ktor_chassis

import data.enginehouse.cloudformation

# Of the general rules, those its document asks for. It is open to the internet by design, and keys are AWS's own.
general := object.filter(cloudformation.rules, [
	"bucket-not-public",
	"bucket-tls-only",
	"cache-encrypted",
	"database-encrypted",
	"flow-logs",
	"imdsv2-required",
	"key-rotation",
	"log-group-retention",
	"no-public-address",
	"queue-encrypted",
])

own := {
	"data-isolated": {
		"title": "Database, its proxy and cache stand in subnets without any route out",
		"severity": "error",
		"controls": ["ac-4", "sc-7", "sc-7.21"],
	},
	"https-only": {
		"title": "Load balancers answer by HTTPS; HTTP is redirected there",
		"severity": "error",
		"controls": ["sc-8", "sc-8.1"],
	},
	"only-web-open": {
		"title": "Everybody reaches ports 80 and 443 and no other",
		"severity": "error",
		"controls": ["ac-4", "cm-7", "sc-7", "sc-7.5"],
	},
	"proxy-authenticated": {
		"title": "Every database proxy requires TLS and IAM authentication",
		"severity": "error",
		"controls": ["ac-3", "ia-2", "sc-8", "sc-8.1"],
	},
}

rules := object.union(general, own)

findings := cloudformation.findings(rules, cloudformation.violations | violations)

violations contains {
	"rule": "data-isolated", "resource": id,
	"reason": "It stands in a subnet with a route out, or in one that is not this stack's.",
} if {
	some id, subnets in placed
	some subnet in subnets
	not isolated(subnet)
}

violations contains {
	"rule": "https-only", "resource": id,
	"reason": "The listener neither ends TLS with a certificate nor redirects to HTTPS.",
} if {
	some id, listener in cloudformation.resources("AWS::ElasticLoadBalancingV2::Listener")
	not ends_tls(listener)
	not redirects(listener)
}

violations contains {
	"rule": "only-web-open", "resource": at,
	"reason": "It lets everybody in on another port than 80 and 443.",
} if {
	some {"at": at, "rule": rule} in cloudformation.ingress
	cloudformation.from_everywhere(rule)
	not to_web(rule)
}

violations contains {
	"rule": "proxy-authenticated", "resource": id,
	"reason": "The proxy takes connections without TLS or with a password instead of an IAM token.",
} if {
	some id, proxy in cloudformation.resources("AWS::RDS::DBProxy")
	not authenticated(proxy)
}

placed[id] := group.SubnetIds if {
	some type in ["AWS::RDS::DBSubnetGroup", "AWS::ElastiCache::SubnetGroup"]
	some id, group in cloudformation.resources(type)
}

placed[id] := proxy.VpcSubnetIds if {
	some id, proxy in cloudformation.resources("AWS::RDS::DBProxy")
}

isolated(subnet) if {
	cloudformation.resources("AWS::EC2::Subnet")[subnet.Ref]
	not leads_out(subnet)
}

leads_out(subnet) if {
	some association in cloudformation.resources("AWS::EC2::SubnetRouteTableAssociation")
	association.SubnetId == subnet
	some route in cloudformation.resources("AWS::EC2::Route")
	route.RouteTableId == association.RouteTableId
}

ends_tls(listener) if {
	listener.Protocol == "HTTPS"
	count(listener.Certificates) > 0
}

redirects(listener) if {
	every action in listener.DefaultActions {
		action.RedirectConfig.Protocol == "HTTPS"
	}
}

to_web(rule) if {
	rule.IpProtocol == "tcp"
	rule.FromPort == rule.ToPort
	rule.FromPort in {80, 443}
}

authenticated(proxy) if {
	proxy.RequireTLS == true
	every auth in proxy.Auth {
		auth.IAMAuth == "REQUIRED"
	}
}
