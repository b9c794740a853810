import { toPointer, valueAt, withValueAt } from './pointer';

describe('pointers into a configuration', () => {
  it('sets a value and leaves the rest alone', () => {
    const before = { a: { b: 1, c: 2 } };
    expect(withValueAt(before, '/a/b', 5)).toEqual({ a: { b: 5, c: 2 } });
    expect(before).toEqual({ a: { b: 1, c: 2 } });
  });

  it('removes a value with the groups it leaves empty', () => {
    expect(
      withValueAt({ a: { b: { c: 1 } }, d: 2 }, '/a/b/c', undefined),
    ).toEqual({ d: 2 });
  });

  it('reads keys that hold a slash or a tilde', () => {
    const pointer = toPointer(['a/b', 'c~d']);
    expect(valueAt(withValueAt({}, pointer, 7), pointer)).toBe(7);
  });
});
