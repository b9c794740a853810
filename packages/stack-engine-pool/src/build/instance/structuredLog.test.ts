import { spawnSync } from 'node:child_process';
import { structuredLog } from './structuredLog';

// A process of its own: seconds on a busy machine.
jest.setTimeout(60_000);

function structured(...lines: (string | Buffer)[]): Record<string, unknown>[] {
  const [{ content }] = structuredLog('checkout');
  const { stdout, stderr, status } = spawnSync(
    'python3',
    ['-c', content.trim(), 'checkout'],
    {
      input: Buffer.concat(
        lines.flatMap(line => [Buffer.from(line), Buffer.from('\n')]),
      ),
      encoding: 'utf8',
    },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}

describe('structured log', () => {
  it('makes JSON of what the engine writes, with numbers as numbers', () => {
    expect(
      structured(
        'time="2026-11-21T13:00:00Z" level=info msg="engine metrics" dagger-session-count=3 disk-free-/=900 disk-free-/var/lib/dagger=1200 loadavg-1=0.25 uptime=4m2s',
      ),
    ).toEqual([
      {
        time: '2026-11-21T13:00:00Z',
        level: 'info',
        msg: 'engine metrics',
        dagger_session_count: 3,
        disk_free: 900,
        disk_free_var_lib_dagger: 1200,
        loadavg_1: 0.25,
        uptime: '4m2s',
        service: 'checkout',
      },
    ]);
  });

  it.each([
    ['session=abc clientID=x', 'abc'],
    ['isMainClient=true sessionID=abc clientID=x', 'abc'],
    ['spanID=e0 traceID=9843d8', '9843d8'],
  ])('has the correlation id of %s', (fields, id) => {
    expect(
      structured(`time=2026-11-21T13:00:00.000Z level=INFO msg=x ${fields}`),
    ).toEqual([expect.objectContaining({ level: 'info', correlation_id: id })]);
  });

  it('reads quotes and equal signs inside a value, and one word for warnings', () => {
    expect(
      structured(
        String.raw`time=t level=warning msg="say \"a=b\"" error="exit \d"`,
      ),
    ).toEqual([
      expect.objectContaining({
        level: 'warn',
        msg: 'say "a=b"',
        error: String.raw`exit \d`,
      }),
    ]);
  });

  it('keeps a line of no known form whole', () => {
    expect(structured('Pulling fs layer', '')).toEqual([
      { level: 'info', msg: 'Pulling fs layer', service: 'checkout' },
    ]);
  });

  it.each([
    ['panic: runtime error: invalid memory address', 'panic'],
    ['fatal error: concurrent map writes', 'fatal'],
  ])('counts a crash of the engine among its errors: %s', (msg, level) => {
    expect(structured(msg)).toEqual([{ level, msg, service: 'checkout' }]);
  });

  it('goes on after bytes that are no text', () => {
    const broken = Buffer.from([0x66, 0xff, 0x0a, ...Buffer.from('next\n')]);
    expect(structured(broken).map(({ msg }) => msg)).toEqual([
      'f\ufffd',
      'next',
    ]);
    expect(structured(String.raw`level=info msg="\ud800"`)).toHaveLength(1);
  });
});
