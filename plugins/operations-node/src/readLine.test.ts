import { readLine } from './readLine';

describe('readLine', () => {
  it.each([
    [
      'time="2026-01-01T00:00:00Z" level=warning msg="no \\"mtu\\"" error="none left" n=3',
      {
        level: 'warning',
        text: 'no "mtu"',
        fields: {
          time: '2026-01-01T00:00:00Z',
          level: 'warning',
          msg: 'no "mtu"',
          error: 'none left',
          n: '3',
        },
      },
    ],
    [
      'time=2026-01-01T00:00:00Z level=ERROR msg=stopped request_id=r1',
      { level: 'error', text: 'stopped', correlationId: 'r1' },
    ],
    [
      '{"severity":"Debug","message":"got it","traceId":"t1","size":{"x":1}}',
      {
        level: 'debug',
        text: 'got it',
        correlationId: 't1',
        fields: {
          severity: 'Debug',
          message: 'got it',
          traceId: 't1',
          size: '{"x":1}',
        },
      },
    ],
    [
      '{"@timestamp":"2026-01-01T00:00:00.000Z","@version":"1","message":"no answer","logger_name":"com.example.Orders","thread_name":"main","level":"ERROR","level_value":40000,"stack_trace":"java.lang.IllegalStateException","request_id":"r2"}\n',
      {
        level: 'error',
        text: 'no answer',
        correlationId: 'r2',
        fields: { logger_name: 'com.example.Orders', level_value: '40000' },
      },
    ],
    [
      '{"level":"WARN","loggerName":"com.example.Orders","mdc":{"callId":"c1"},"formattedMessage":"slow"}',
      {
        level: 'warning',
        text: 'slow',
        correlationId: 'c1',
        fields: { loggerName: 'com.example.Orders', callId: 'c1' },
      },
    ],
    ['{"level":50,"msg":"down"}', { level: 'error', text: 'down' }],
    ['2026-01-01 12:00:00,1 [main] FATAL no disk', { level: 'error' }],
    ['INFO started', { level: 'info' }],
  ])('understands %s', (line, reading) => {
    expect(readLine(line)).toMatchObject(reading);
  });

  it.each(['', 'plain text', 'a=b and then text', '{broken', '[1, 2]'])(
    'takes "%s" for plain text without a level',
    line => {
      expect(readLine(line)).toEqual({ level: undefined });
    },
  );

  it('is quick with a long line that is almost made of pairs', () => {
    const line = `${'a="b" '.repeat(20_000)}"`;
    const before = performance.now();
    expect(readLine(line).fields).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(500);
  });
});
