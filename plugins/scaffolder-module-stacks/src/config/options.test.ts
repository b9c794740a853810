import { definition, environment } from '../__testUtils__/fixtures';
import { changedCount, optionGroups } from './options';

const groups = optionGroups(definition, environment);
const option = (pointer: string) =>
  groups
    .flatMap(group => group.options)
    .find(candidate => candidate.pointer === pointer);

describe('optionGroups', () => {
  it('puts the basics first, in their order, and what is required with them', () => {
    expect(groups.map(group => group.title)).toEqual(['Basics', 'Storage']);
    expect(groups[0].options.map(({ title }) => title)).toEqual([
      'Fewest engines',
      'FIPS mode',
      'Private CA',
    ]);
  });

  it('takes the default of the nearest layer and says which', () => {
    expect(option('/endpoint/acmPcaArn')?.default).toEqual({
      value: 'arn:environment',
      origin: 'environment',
    });
    expect(option('/storage/ebsGiB')?.default).toEqual({
      value: 300,
      origin: 'framework',
    });
    expect(option('/storage/cache')?.default).toEqual({
      value: 'EBS',
      origin: 'definition',
    });
  });

  it('no longer demands what a layer supplies', () => {
    expect(option('/endpoint/acmPcaArn')?.required).toBe(false);
    expect(option('/capacity/min')?.required).toBe(true);
  });

  it('leaves out what has no effect yet and what the portal fills in', () => {
    expect(option('/endpoint/hostname')).toBeUndefined();
    expect(option('/owner')).toBeUndefined();
    expect(
      option('/storage/cache')?.choices?.map(({ value }) => value),
    ).toEqual(['EBS', 'DISK']);
  });

  it('says bounds and units in words', () => {
    expect(option('/capacity/min')?.accepted).toBe('1 to 100 engines');
  });

  it('counts the values of a group that the form sets', () => {
    expect(changedCount(groups[1], { storage: { ebsGiB: 500 } })).toBe(1);
    expect(changedCount(groups[1], {})).toBe(0);
  });
});
