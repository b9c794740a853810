/** The two places of a chassis that an application runs in: its repository, path and parameter are named so. */
export const slots = ['service', 'admin'] as const;

/** A place of a chassis: for the service itself, or for its administration. */
export type Slot = (typeof slots)[number];

/** Name of the ECS service: `service-api`, `admin-api`. */
export const serviceName = (slot: Slot) => `${slot}-api`;

/** Repository of a slot's images: `chassis/prod/service`. */
export const repositoryName = (environment: string, slot: Slot) =>
  `chassis/${environment}/${slot}`;

/** SSM parameter that says which image runs: `/chassis/prod/service/image-tag`. */
export const imageTagParameter = (environment: string, slot: Slot) =>
  `/chassis/${environment}/${slot}/image-tag`;

/** Log group of a slot's containers: `/chassis/prod/service-api`. */
export const logGroupName = (environment: string, slot: Slot) =>
  `/chassis/${environment}/${serviceName(slot)}`;

/** Value of an image tag parameter while no pipeline has rolled anything out. */
export const NO_IMAGE_YET = 'placeholder';

/** Database users, each with a secret that only the proxy reads. */
export const databaseUsers = {
  /** Owner of the cluster, for people who set it up. */
  admin: 'chassis_admin',
  /** What the services connect as. */
  app: 'app',
  /** What developers connect as, through the bastion. */
  dev: 'dev',
} as const;
