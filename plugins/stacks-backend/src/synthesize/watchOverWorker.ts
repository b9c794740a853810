import { Worker } from 'node:worker_threads';

const WATCH = `
  const { maxMemoryMb } = require('node:worker_threads').workerData;
  const parent = process.ppid;
  setInterval(() => {
    const orphaned = process.ppid !== parent;
    const tooBig = process.memoryUsage.rss() > maxMemoryMb * 1024 * 1024;
    if (orphaned || tooBig) process.kill(process.pid, 'SIGKILL');
  }, 250);
`;

/**
 * Ends this process when the portal is gone or when it holds too much memory outside its heap. A thread does it: the process's own is busy with a job, perhaps for
 * ever.
 */
export function watchOverWorker(options: { maxMemoryMb: number }): void {
  new Worker(WATCH, { eval: true, execArgv: [], workerData: options }).unref();
}
