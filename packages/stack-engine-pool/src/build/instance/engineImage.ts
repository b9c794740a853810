import { mirrorPrefix } from '../../names';
import { EnginePoolConfig } from '../../schema';

/** Where the engine's image comes from, and how a host signs in there. */
export function engineImage(settings: {
  config: EnginePoolConfig;
  service: string;
  account: string;
  region: string;
  /** Such as `amazonaws.com`. */
  domain: string;
}): { image: string; signIn?: string } {
  const { config, service, account, region, domain } = settings;
  const { version } = config.engine;
  if (!config.featureFlags.enableEcrMirror) {
    return { image: `registry.dagger.io/engine:${version}` };
  }
  const registry = `${account}.dkr.ecr.${region}.${domain}`;
  return {
    // Dagger's own registry sends on to ghcr.io, which is one that ECR can mirror.
    image: `${registry}/${mirrorPrefix(service)}/dagger/engine:${version}`,
    signIn: `aws ecr get-login-password --region ${region} | docker login --username AWS --password-stdin ${registry}`,
  };
}
