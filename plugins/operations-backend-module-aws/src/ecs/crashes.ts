import type { Task } from '@aws-sdk/client-ecs';
import type { PartEnding } from '@enginehouse/plugin-operations-common';
import { endingInWords, endingOf } from './endings';

/** A task that ended though it should run. */
export interface Crash {
  ending: PartEnding;
  /** ISO 8601. */
  at: string;
  /** Id of the deployment that started it. */
  deployment?: string;
}

/** In the order of the tasks. */
export function crashesOf(tasks: Task[]): Crash[] {
  return tasks.flatMap(task => {
    const ending = endingOf(task);
    return ending?.failed && ending.at
      ? [{ ending, at: ending.at, deployment: task.startedBy }]
      : [];
  });
}

/** The first of them in words, to be added to others. */
export function lastCrash([last]: Crash[]): string[] {
  return last ? [`the last task ended with ${endingInWords(last.ending)}`] : [];
}
