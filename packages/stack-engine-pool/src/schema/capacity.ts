import { z } from 'zod';
import { group } from './fields';

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
    })
    .refine(({ min, max }) => min <= max, {
      path: ['max'],
      message: 'is below capacity.min',
      params: { accepted: 'at least capacity.min' },
    }),
);
