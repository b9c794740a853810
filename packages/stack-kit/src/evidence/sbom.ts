import {
  Enums,
  Models,
  Serialize,
  Spec,
  Validation,
} from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import { EvidenceError } from './EvidenceError';
import type { EvidenceAsset, EvidenceInput } from './EvidenceInput';
import { namedImages, type NamedImage } from './namedImages';
import type { Package } from './packagesBehind';

const { Component } = Models;
const SPEC = Spec.Spec1dot6;

/**
 * What a stack is made from, as a CycloneDX 1.6 document: the npm packages that made the template, the container and machine images it names, and its files.
 * Without serial number and time, so that the same stack has the same bytes.
 *
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function sbom(input: EvidenceInput): string {
  const { deployment, definition, packages, assets } = input;
  const stack = new Component(
    Enums.ComponentType.Application,
    deployment.stack,
    { bomRef: `stack:${deployment.stack}`, version: definition.version },
  );
  const libraries = packages.map(libraryOf);
  linkLibraries(packages, libraries);
  const parts = [
    ...libraries.slice(0, 1),
    ...namedImages(input).map(imageOf),
    ...filesOf(assets),
  ];
  for (const { bomRef } of parts) stack.dependencies.add(bomRef);
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: stack }),
    components: new Models.ComponentRepository([
      ...libraries,
      ...parts.slice(libraries.length ? 1 : 0),
    ]),
  });
  return new Serialize.JsonSerializer(
    new Serialize.JSON.Normalize.Factory(SPEC),
  ).serialize(bom, { sortLists: true, space: 1 });
}

/** @throws EvidenceError when the text is no CycloneDX 1.6 document. */
export async function checkSbom(text: string): Promise<void> {
  const problems = await new Validation.JsonStrictValidator(SPEC.version)
    .validate(text)
    .catch((error: Error) => error.message);
  if (problems === null) return;
  throw new EvidenceError(
    `sbom.cdx.json is no CycloneDX ${SPEC.version} document: ${JSON.stringify(
      problems,
    ).slice(0, 300)}`,
  );
}

/** The package URL of an npm package. */
export function packageUrl({ name, version }: Package): string {
  const [last, scope] = name.split('/').reverse();
  return new PackageURL('npm', scope, last, version).toString();
}

function libraryOf(made: Package) {
  const [name, group] = made.name.split('/').reverse();
  const purl = packageUrl(made);
  return new Component(Enums.ComponentType.Library, name, {
    ...{ group, purl, version: made.version },
    bomRef: purl,
  });
}

function linkLibraries(
  packages: readonly Package[],
  libraries: readonly Models.Component[],
): void {
  const refs = new Map(
    packages.map(({ name, version }, i) => [
      `${name}@${version}`,
      libraries[i].bomRef,
    ]),
  );
  packages.forEach(({ dependencies }, i) => {
    for (const dependency of dependencies) {
      const ref = refs.get(dependency);
      if (ref) libraries[i].dependencies.add(ref);
    }
  });
}

function imageOf({ kind, name, namedAt }: NamedImage): Models.Component {
  const properties = new Models.PropertyRepository(
    namedAt.map(at => new Models.Property('enginehouse:named-at', at)),
  );
  const bomRef = `${kind}-image:${name}`;
  if (kind === 'machine') {
    const type = Enums.ComponentType.OperatingSystem;
    return new Component(type, name, { bomRef, properties });
  }
  const [, repository, tag, sha256] =
    /^(.*?)(?::([^:/@]+))?(?:@sha256:([0-9a-f]{64}))?$/.exec(name) ?? [];
  return new Component(Enums.ComponentType.Container, repository || name, {
    ...{ bomRef, properties },
    version: tag,
    hashes: hashes(sha256),
  });
}

function filesOf(assets: readonly EvidenceAsset[]): Models.Component[] {
  return assets.map(
    ({ bucket, key, sha256 }) =>
      new Component(Enums.ComponentType.File, key, {
        bomRef: `file:${bucket}/${key}`,
        hashes: hashes(sha256),
      }),
  );
}

function hashes(sha256: string | undefined): Models.HashDictionary {
  return new Models.HashDictionary(
    sha256 ? [[Enums.HashAlgorithm['SHA-256'], sha256]] : [],
  );
}
