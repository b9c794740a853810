import { StreamLimit } from './StreamLimit';

describe('StreamLimit', () => {
  it('lets one caller have twenty streams, and another one all the same', async () => {
    const limit = new StreamLimit();
    let end = () => {};
    const open = new Promise<void>(resolve => {
      end = resolve;
    });
    const streams = Array.from({ length: 20 }, () =>
      limit.within('user:default/eve', () => open),
    );
    const one = jest.fn(async () => {});
    await expect(limit.within('user:default/eve', one)).rejects.toThrow(
      'user:default/eve follows 20 deployments already',
    );
    expect(one).not.toHaveBeenCalled();
    await limit.within('user:default/ada', one);
    expect(one).toHaveBeenCalledTimes(1);

    end();
    await Promise.all(streams);
    const broken = async () => {
      throw new Error('the database is gone');
    };
    for (let i = 0; i < 30; i++) {
      await expect(limit.within('user:default/eve', broken)).rejects.toThrow(
        'the database is gone',
      );
    }
  });
});
