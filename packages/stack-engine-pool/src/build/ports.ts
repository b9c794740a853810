/** Where an instance listens. Only these two are open, and only to the load balancer. */
export const TLS_PORT = 8443;
export const HEALTH_PORT = 8081;
