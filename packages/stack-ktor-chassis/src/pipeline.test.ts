import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chassisTemplate } from './__testUtils__/synthesizeChassis';
import { slots } from './names';

const root = resolve(__dirname, '../../..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const pipeline = (script: string) =>
  read('templates/ktor-service/content/pipeline', script);

const template = chassisTemplate({ stage: 'prod' });
const { Outputs } = template.toJSON();

/** What a script asks the stack for, `${SLOT^}` being the slot with a capital. */
const askedFor = (script: string, slot: string): string[] =>
  [...pipeline(script).matchAll(/\$\(output "?([^")]+)"?\)/g)].map(([, name]) =>
    name.replace('${SLOT^}', slot[0].toUpperCase() + slot.slice(1)),
  );

describe('what the pipeline of templates/ktor-service relies on', () => {
  it.each(slots)('every output it asks for is there: %s', slot => {
    const asked = askedFor('chassis.sh', slot);
    expect(asked).toHaveLength(4);
    expect(Object.keys(Outputs)).toEqual(expect.arrayContaining(asked));
  });

  it('they name the ECS services, their repositories and their image tags', () => {
    const [cluster, service, repository, parameter] = askedFor(
      'chassis.sh',
      'admin',
    ).map(name => JSON.stringify(Outputs[name].Value));
    expect(cluster).toMatch(/^\{"Ref":"Cluster/);
    expect(service).toBe('"admin-api"');
    template.hasResourceProperties('AWS::ECS::Service', {
      ServiceName: 'admin-api',
    });
    expect(repository).toContain('"AdminApiImages');
    expect(parameter).toMatch(/^\{"Ref":"AdminApiImageTag/);
  });

  it('the container whose image it replaces has the name it looks for', () => {
    const [, name] = /select\(\.name == "(\w+)"\)/.exec(
      pipeline('roll-out.sh'),
    )!;
    const tasks = Object.values(
      template.findResources('AWS::ECS::TaskDefinition'),
    ).map(task => task.Properties.ContainerDefinitions);
    expect(tasks).toEqual([
      [expect.objectContaining({ Name: name })],
      [expect.objectContaining({ Name: name })],
    ]);
  });

  it('the stand-in that the pipeline is tested on says the same', () => {
    const standIn = read(
      'packages/launcher/test/ktorService/fixtures/chassis.yaml',
    );
    const outputs = standIn
      .slice(standIn.indexOf('\nOutputs:'))
      .matchAll(/^ {2}(\w+): /gm);
    expect([...outputs].map(([, name]) => name).sort()).toEqual(
      askedFor('chassis.sh', 'service').sort(),
    );
  });
});
