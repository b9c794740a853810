import { writesLines } from '@enginehouse/plugin-operations-common';
import { sources } from './sources';

it('says of each resource type beforehand whether a failed one has last lines', () => {
  const said = sources.map(({ resourceType }) => [
    resourceType,
    writesLines(resourceType),
  ]);
  expect(said).toEqual(
    sources.map(({ resourceType, remains }) => [
      resourceType,
      Boolean(remains),
    ]),
  );
  expect(said).toContainEqual(['AWS::ECS::Service', true]);
});
