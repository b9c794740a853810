import { group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

export const capacity = group(
  'Capacity',
  z
    .strictObject({
      min: z.int().min(1).max(100).meta({
        title: 'Fewest engines',
        description: 'The pool never shrinks below this.',
        unit: 'engines',
        group: 'basics',
        order: 1,
      }),
      max: z.int().min(1).max(100).meta({
        title: 'Most engines',
        description:
          'The pool never grows above this; "scale" moves it in between.',
        unit: 'engines',
        group: 'basics',
        order: 2,
      }),
      sessionsPerEngine: z.int().min(1).max(100).default(5).meta({
        title: 'Sessions per engine',
        description:
          'The pool grows while engines have more sessions than this on average, and shrinks by idle engines while they have fewer.',
        unit: 'sessions',
        group: 'engine',
        order: 3,
      }),
      drainMinutes: z.int().min(1).max(1440).default(60).meta({
        title: 'Longest wait for sessions',
        description:
          'How long an engine that is to end lets its sessions go on. Those that still run are then cut.',
        unit: 'minutes',
        group: 'engine',
        order: 4,
      }),
    })
    .refine(({ min, max }) => min <= max, {
      path: ['max'],
      message: 'is below the fewest engines',
      params: { accepted: 'at least the fewest engines, capacity.min' },
    }),
);
