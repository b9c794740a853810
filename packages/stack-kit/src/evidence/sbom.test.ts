import { evidenceInput } from './__testUtils__/evidence';
import { namedImages } from './namedImages';
import { packagesBehind } from './packagesBehind';
import { checkSbom, sbom } from './sbom';

describe('sbom', () => {
  it('is a valid CycloneDX 1.6 document of packages, images and files', async () => {
    const text = sbom(evidenceInput());
    await expect(checkSbom(text)).resolves.toBeUndefined();
    const bom = JSON.parse(text);
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    expect(bom).not.toHaveProperty('serialNumber');
    expect(bom.metadata).not.toHaveProperty('timestamp');
    expect(bom.components).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          purl: 'pkg:npm/%40enginehouse/stack-engine-pool@0.1.0',
        }),
        expect.objectContaining({
          type: 'container',
          name: 'registry.dagger.io/engine',
          version: 'v0.21.9',
        }),
        expect.objectContaining({
          type: 'operating-system',
          name: 'ami-0123456789abcdef0',
        }),
        expect.objectContaining({
          type: 'file',
          name: 'health.sh',
          hashes: [{ alg: 'SHA-256', content: expect.any(String) }],
        }),
      ]),
    );
    expect(bom.dependencies).toContainEqual({
      ref: 'pkg:npm/%40enginehouse/stack-engine-pool@0.1.0',
      dependsOn: ['pkg:npm/aws-cdk-lib@2.270.0'],
    });
  });

  it('is refused when it is something else', async () => {
    const text = sbom(evidenceInput()).replace('CycloneDX', 'SPDX');
    await expect(checkSbom(text)).rejects.toThrow('no CycloneDX 1.6 document');
  });

  it('takes the images from where they stand, and nothing that only looks like one', () => {
    expect(namedImages(evidenceInput())).toMatchObject([
      {
        name: '${Repository}:7',
        namedAt: ['/Resources/Task/Properties/ContainerDefinitions/1/Image'],
      },
      { name: '123456789012.dkr.ecr.us-east-1.amazonaws.com/mirror/engine:v1' },
      { name: 'nginx' },
      { name: 'registry.dagger.io/engine:v0.21.9' },
      { kind: 'machine', name: 'ami-0123456789abcdef0' },
    ]);
  });

  it('knows the packages behind a module as they are installed', () => {
    const [own, ...rest] = packagesBehind(__filename);
    expect(own).toMatchObject({ name: '@enginehouse/stack-kit' });
    expect(own.dependencies).toContain('aws-cdk-lib@2.270.0');
    expect(rest.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['constructs', 'zod', 'ajv']),
    );
  });
});
