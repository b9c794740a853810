import { Cluster, ContainerInsights } from 'aws-cdk-lib/aws-ecs';
import { lookupValueSchemas } from '@enginehouse/stack-kit';
import { BuildInput, defineBuild } from '@enginehouse/stack-kit/build';
import { Construct } from 'constructs';
import { Slot } from '../names';
import { KtorChassisConfig } from '../schema';
import { addAlerts } from './alerts';
import { addBalancer } from './balancer';
import { addBastion } from './bastion';
import { addCache } from './cache';
import { addDatabase } from './database';
import { addFirewall } from './firewall';
import { addImages, Images } from './images';
import { addNetwork } from './network';
import { capabilities } from './outputs';
import { addProxy } from './proxy';
import { addService } from './service';

/** The resources of a Ktor chassis. */
export default defineBuild<KtorChassisConfig>((stack, config, input) => {
  const { lookups, environment } = input;
  const network = addNetwork(stack, config);
  const balancer = addBalancer(stack, {
    config,
    network,
    certificateArn: lookupValueSchemas.certificate.parse(lookups.certificate),
  });
  const firewall = addFirewall(stack, { alb: balancer.alb, config });

  const database = addDatabase(stack, { config, network });
  const proxy = addProxy(stack, { config, network, database });
  const cache = addCache(stack, { config, network });
  const bastion = addBastion(stack, {
    network,
    proxy,
    imageId: parameter(input, 'bastionImage'),
  });

  const scopes = {
    service: new Construct(stack, 'ServiceApi'),
    admin: new Construct(stack, 'AdminApi'),
  };
  const images = addAllImages(scopes, config, input);
  const alerts = addAlerts(stack, {
    config,
    repositories: Object.values(images).map(({ repository }) => repository),
  });
  const cluster = new Cluster(stack, 'Cluster', {
    vpc: network.vpc,
    containerInsightsV2:
      config.observability.containerInsights === 'enhanced'
        ? ContainerInsights.ENHANCED
        : ContainerInsights.ENABLED,
  });
  const parts = {
    config,
    environment,
    network,
    cluster,
    balancer,
    proxy,
    cache,
  };
  const service = addService(scopes.service, 'service', images.service, parts);
  const admin = addService(scopes.admin, 'admin', images.admin, parts);
  return {
    handles: {
      vpc: network.vpc,
      balancer: balancer.alb,
      firewall,
      cluster,
      service,
      admin,
      database: database.cluster,
      proxy,
      cache: cache.group,
      bastion,
    },
    capabilities: capabilities({
      ...{ config, balancer, cluster, proxy, cache, images, alerts },
    }),
  };
});

function parameter({ lookups }: BuildInput, key: string): string {
  return lookupValueSchemas['ssm-parameter'].parse(lookups[key]);
}

function addAllImages(
  scopes: Record<Slot, Construct>,
  { compute: { placeholderImage } }: KtorChassisConfig,
  input: BuildInput,
): Record<Slot, Images> {
  const of = (slot: Slot) =>
    addImages(scopes[slot], {
      slot,
      environment: input.environment,
      tag: parameter(input, `${slot}ImageTag`),
      placeholderImage,
    });
  return {
    service: of('service'),
    admin: of('admin'),
  };
}
