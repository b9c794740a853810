import { shortName } from './shortName';

describe('shortName', () => {
  it.each([
    ['shop-chassis-writer-1x2', 'writer-1x2'],
    ['shop-Chassis-Writer-1X2', 'Writer-1X2'],
    ['shop-chassis', 'shop-chassis'],
    ['other-writer', 'other-writer'],
  ])('calls %s %s in the stack Shop-chassis', (name, short) => {
    expect(shortName(name, { name: 'Shop-chassis' })).toBe(short);
  });
});
