import { z } from 'zod';
import { alerts } from './alerts';
import { cache } from './cache';
import { compute } from './compute';
import { database } from './database';
import { firewall } from './firewall';
import { network } from './network';
import { observability } from './observability';
import { sizeIssues } from './sizeIssues';

const KEEP =
  'Keep it afterwards: without it the next plan would replace the database by an empty one.';

/** Every option of a Ktor chassis. */
export const ktorChassisSchema = z
  .strictObject({
    stage: z.enum(['dev', 'staging', 'prod']).meta({
      title: 'Stage',
      description:
        'Prod stands in two zones with a standby of everything; dev and staging in one, as cheaply as possible.',
      group: 'basics',
      order: 1,
    }),
    domainName: z
      .string()
      .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/)
      .meta({
        title: 'Domain name',
        description:
          'Under which the chassis is reached. ACM must have an issued certificate for it in the region.',
        examples: ['api.example.com'],
        accepted: 'a domain name such as api.example.com',
        group: 'basics',
        order: 2,
      }),
    restoreSnapshotId: z
      .string()
      .regex(/^(arn:aws[a-z-]*:rds:\S+|[a-zA-Z][\w:-]{0,254})$/)
      .optional()
      .meta({
        title: 'Restore from snapshot',
        description: `Not in prod. Cluster snapshot the database starts from; the master password it brings is replaced at once. ${KEEP}`,
        examples: ['prod-pseudonymized-2026-01'],
        group: 'database contents',
        order: 1,
      }),
    cloneSourceClusterId: z
      .string()
      .regex(/^(arn:aws[a-z-]*:rds:\S+|[a-zA-Z][\w-]{0,62})$/)
      .optional()
      .meta({
        title: 'Clone of cluster',
        description: `Not in prod. Cluster the database is a copy-on-write clone of. ${KEEP}`,
        examples: ['shop-chassis-prod-database'],
        group: 'database contents',
        order: 2,
      }),
    network,
    compute,
    database,
    cache,
    firewall,
    alerts,
    observability,
  })
  .superRefine((config, context) => {
    const given = (
      ['restoreSnapshotId', 'cloneSourceClusterId'] as const
    ).filter(option => config[option] !== undefined);
    for (const option of config.stage === 'prod' ? given : []) {
      context.addIssue({
        code: 'custom',
        path: [option],
        message:
          'is refused in prod: a production database is never made from a copy',
        params: { accepted: 'leaving it out, or the stage dev or staging' },
      });
    }
    for (const { path, message, accepted } of sizeIssues(config)) {
      context.addIssue({ code: 'custom', path, message, params: { accepted } });
    }
    if (given.length > 1) {
      context.addIssue({
        code: 'custom',
        path: ['cloneSourceClusterId'],
        message:
          'cannot be beside restoreSnapshotId: a database starts from one of them',
        params: { accepted: 'one of the two' },
      });
    }
  });

/** A chassis' configuration with everything filled in. */
export type KtorChassisConfig = z.output<typeof ktorChassisSchema>;
