import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseCgiHead, readCgiHead } from './CgiHead';

describe('the header of a CGI response', () => {
  it('is read across chunks, and leaves the body', async () => {
    const stream = new PassThrough();
    for (const part of [
      'Status: 404 Not',
      ' Found\r\nContent-Type: a/b\r',
      '\n\r',
      '\nbo',
      'dy',
    ]) {
      stream.write(part);
    }
    stream.end();
    const head = await readCgiHead(stream);
    expect(head).toEqual({
      status: 404,
      headers: new Map([['content-type', 'a/b']]),
    });
    expect(await text(stream)).toBe('body');
  });

  it('means 200 without a status', () => {
    expect(parseCgiHead('Content-Type: text/plain').status).toBe(200);
  });

  it.each([
    'no header',
    ': empty',
    'A b: c',
    'A: b\r\n folded',
    'Status: 99 Low',
    'Status: 200x',
    'A: b\u0000',
  ])('is not %j', value => {
    expect(() => parseCgiHead(value)).toThrow(/git http-backend answered/);
  });

  it.each([
    ['the stream ends', 'A: b\r\n', /ended without an answer/],
    ['it is too long', `A: ${'b'.repeat(20_000)}`, /no header in 16384 bytes/],
  ])('is missed when %s', async (_, written, message) => {
    const stream = new PassThrough();
    stream.end(written);
    await expect(readCgiHead(stream)).rejects.toThrow(message);
  });
});
