import { sizing, SizedConfig } from '../sizing';

/** Memory that Fargate offers beside each number of vCPU, in GiB (AWS: Fargate task sizes). */
const MEMORY: Record<number, [from: number, to: number]> = {
  0.25: [0.5, 2],
  0.5: [1, 4],
  1: [2, 8],
  2: [4, 16],
  4: [8, 30],
};

/** An option that AWS would refuse beside the others. */
export interface SizeIssue {
  path: string[];
  message: string;
  accepted: string;
}

/** Sizes that do not go together, those included that the stage decides where the configuration does not. */
export function sizeIssues(config: SizedConfig): SizeIssue[] {
  const { stage, compute, database } = config;
  const { cpu, memoryGiB, minTasks, maxAcu } = sizing(config);
  const [from, to] = MEMORY[cpu];
  const issues: SizeIssue[] = [];
  if (memoryGiB < from || memoryGiB > to) {
    issues.push({
      path: ['compute', 'memoryGiB'],
      message: `is not offered by Fargate beside ${cpu} vCPU`,
      accepted: `from ${from} to ${to} GiB`,
    });
  }
  if (minTasks > compute.maxTasks) {
    issues.push({
      path: ['compute', 'maxTasks'],
      message: `is below the fewest tasks of a service, which are ${minTasks} in this ${stage}`,
      accepted: `at least ${minTasks}, or a smaller compute.minTasks`,
    });
  }
  if (database.minAcu > maxAcu) {
    issues.push({
      path: ['database', 'minAcu'],
      message: `is above the most capacity, which is ${maxAcu} ACU in this ${stage}`,
      accepted: `up to ${maxAcu} ACU, or a larger database.maxAcu`,
    });
  }
  return issues;
}
