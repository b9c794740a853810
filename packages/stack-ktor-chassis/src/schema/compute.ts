import { group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

const boundOf = (bound: 'minimum' | 'maximum') => ({
  bounds: { resourceType: 'AWS::ECS::Service', bound },
});

const range = (title: string, [from, to]: [number, number]) =>
  z.int().min(from).max(to).meta({ title, group: 'compute' });

export const compute = group(
  'Compute',
  z.strictObject({
    cpu: z.literal([0.25, 0.5, 1, 2, 4]).optional().meta({
      title: 'Processor of a task',
      description: 'Left out: 1 in prod, 0.5 elsewhere.',
      unit: 'vCPU',
      group: 'compute',
      order: 1,
    }),
    memoryGiB: z
      .literal([0.5, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 24, 30])
      .optional()
      .meta({
        title: 'Memory of a task',
        description: 'Left out: two for each vCPU.',
        unit: 'GiB',
        group: 'compute',
        order: 2,
      }),
    minTasks: range('Fewest tasks of a service', [1, 50])
      .optional()
      .meta({
        description: 'Left out: 2 in prod, 1 elsewhere.',
        unit: 'tasks',
        order: 3,
        ...boundOf('minimum'),
      }),
    maxTasks: range('Most tasks of a service', [1, 500])
      .default(50)
      .meta({
        description: 'Auto scaling never goes above this.',
        unit: 'tasks',
        order: 4,
        ...boundOf('maximum'),
      }),
    cpuTarget: range('CPU to aim at', [10, 90]).default(50).meta({
      description:
        'Auto scaling adds and removes tasks to keep a service’s average near this.',
      unit: '%',
      order: 5,
    }),
    cooldownSeconds: range('Pause between scalings', [0, 3600])
      .default(60)
      .meta({ unit: 'seconds', order: 6 }),
    architecture: z.enum(['X86_64', 'ARM64']).default('X86_64').meta({
      title: 'Processor architecture',
      description: 'Must be that of the images the pipeline pushes.',
      group: 'compute',
      order: 7,
    }),
    port: range('Port of the containers', [1024, 65535])
      .default(8080)
      .meta({ description: 'Told to them as PORT.', order: 8 }),
    healthPath: z
      .string()
      .regex(/^\/[\w./-]*$/)
      .default('/health')
      .meta({
        title: 'Health check path',
        description:
          'Asked every 15 seconds; two failures take a task out. The placeholder answers any path.',
        examples: ['/health'],
        group: 'compute',
        order: 9,
      }),
    placeholderImage: z
      .string()
      .regex(/^[\w.:/@-]+$/)
      .default('public.ecr.aws/docker/library/node:24-alpine')
      .meta({
        title: 'Placeholder image',
        description:
          'Runs until a pipeline has rolled out an image of yours. An image of Node.js whose command is node: it is told by a variable what to answer.',
        examples: ['public.ecr.aws/docker/library/node:24-alpine'],
        group: 'compute',
        order: 10,
      }),
  }),
);
