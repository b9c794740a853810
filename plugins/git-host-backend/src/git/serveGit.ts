import type { ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { ByteLimit, TooLargeError } from './ByteLimit';
import { readCgiHead, readable } from './CgiHead';
import { gitEnvironment } from './gitEnvironment';
import { endOf, startGit } from './startGit';

/** A request of git's smart HTTP protocol, after it was permitted. */
export interface GitCall {
  /** Folder of all repositories. */
  root: string;
  /** Path of the endpoint below the root: made from what was found, not from the URL. */
  path: string;
  service: 'git-upload-pack' | 'git-receive-pack';
  /** Who pushes; git takes a push only from somebody. */
  pusher?: string;
  maxBytes: number;
}

const PROTOCOL = /^version=\d(?::[a-z0-9=]+)*$/;
/** What of git's answer goes to the client. */
const PASSED_ON = ['content-type', 'cache-control', 'expires', 'pragma'];

/**
 * Lets git's own HTTP backend answer, by CGI (RFC 3875); both bodies are streamed. The answer starts with git's first byte: until then a push can
 * still be refused.
 *
 * @throws TooLargeError, ServiceUnavailableError without git, Error when git fails before it answers
 */
export async function serveGit(
  req: Request,
  res: Response,
  call: GitCall,
): Promise<void> {
  if (Number(req.headers['content-length'] ?? 0) > call.maxBytes) {
    throw tooLarge(call.maxBytes);
  }
  const git = await startGit(['http-backend'], cgiEnvironment(req, call));
  const ended = endOf(git);
  const stderr = text(git.stderr).catch(() => '');
  res.once('close', () => git.kill());
  // Who went while git was started does not say so again.
  if (res.destroyed) git.kill();
  const upload = feed(req, git, call.maxBytes);
  try {
    const head = await readCgiHead(git.stdout);
    const answers = await readable(git.stdout);
    if (upload.refused) {
      throw tooLarge(call.maxBytes);
    }
    if (!answers) {
      const code = await ended;
      if (code !== 0) throw new Error(`git http-backend ended with ${code}`);
    }
    res.status(head.status);
    for (const name of PASSED_ON) {
      const value = head.headers.get(name);
      if (value !== undefined) res.setHeader(name, value);
    }
    await pipeline(git.stdout, res);
  } catch (error) {
    git.kill();
    if (upload.refused) throw tooLarge(call.maxBytes);
    if (res.headersSent) return; // the connection is already broken off, which is what tells the client
    throw new Error(`${(error as Error).message}: ${(await stderr).trim()}`);
  }
}

function cgiEnvironment(req: Request, call: GitCall): NodeJS.ProcessEnv {
  const optional = {
    CONTENT_LENGTH: req.headers['content-length'],
    CONTENT_TYPE: req.headers['content-type'],
    HTTP_CONTENT_ENCODING: req.headers['content-encoding'],
    HTTP_GIT_PROTOCOL: PROTOCOL.exec(req.get('git-protocol') ?? '')?.[0],
    REMOTE_USER: call.pusher,
  };
  return gitEnvironment(
    {
      GIT_PROJECT_ROOT: call.root,
      GIT_HTTP_EXPORT_ALL: '1',
      GATEWAY_INTERFACE: 'CGI/1.1',
      REQUEST_METHOD: req.method,
      PATH_INFO: call.path,
      QUERY_STRING: req.method === 'GET' ? `service=${call.service}` : '',
      REMOTE_ADDR: req.ip ?? '',
      ...Object.fromEntries(
        Object.entries(optional).filter(
          (entry): entry is [string, string] => entry[1] !== undefined,
        ),
      ),
    },
    {
      // What a compressed body grows to counts as well.
      'receive.maxInputSize': String(call.maxBytes),
      'receive.fsckObjects': 'true',
      'uploadpack.allowFilter': 'true',
    },
  );
}

/** Passes the body to git. git may end without reading all of it, which is no error: what it answered counts. */
function feed(
  req: Request,
  git: ChildProcess,
  maxBytes: number,
): { readonly refused: boolean } {
  const state = { refused: false };
  const limit = new ByteLimit(maxBytes);
  const letGo = () => {
    req.unpipe(limit);
    req.resume();
  };
  limit.once('error', error => {
    state.refused = error instanceof TooLargeError;
    git.kill();
    letGo();
  });
  git.stdin!.on('error', letGo);
  req.pipe(limit).pipe(git.stdin!);
  return state;
}

function tooLarge(maxBytes: number): TooLargeError {
  return new TooLargeError(
    `The push is larger than the ${maxBytes} bytes this host takes (gitHost.maxPushMiB)`,
  );
}
