/** How people call load balancers; they are no units, as nothing of the stack's own runs on them. */
export const LOAD_BALANCERS = {
  one: 'load balancer',
  many: 'load balancers',
  healthy: 'active',
};
