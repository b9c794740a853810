import type { ComponentType } from 'react';
import {
  RiCheckLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiDeleteBinLine,
  RiDraftLine,
  RiErrorWarningLine,
  RiForbidLine,
  RiInformationLine,
  RiHistoryLine,
  RiLoader4Line,
  RiQuestionLine,
  RiTimeLine,
} from '@remixicon/react';
import type {
  DeploymentState,
  FindingSeverityEnum,
  HealthStatus,
  PlanState,
  StackState,
} from '@enginehouse/plugin-stacks-common';

/** Which pair of theme colours a status takes; `neutral` takes none. */
export type Tone = 'positive' | 'warning' | 'negative' | 'active' | 'neutral';

type Icon = ComponentType<{ size?: number | string }>;

/** How one status is drawn: always all three. */
export type StatusLook = { word: string; tone: Tone; icon: Icon };

const look = (word: string, tone: Tone, icon: Icon): StatusLook => ({
  word,
  tone,
  icon,
});

const health: Record<HealthStatus, StatusLook> = {
  healthy: look('Healthy', 'positive', RiCheckboxCircleLine),
  degraded: look('Degraded', 'warning', RiErrorWarningLine),
  unhealthy: look('Unhealthy', 'negative', RiCloseCircleLine),
  unknown: look('Unknown', 'neutral', RiQuestionLine),
};

const deployment: Record<DeploymentState, StatusLook> = {
  starting: look('Starting', 'active', RiLoader4Line),
  deploying: look('Deploying', 'active', RiLoader4Line),
  settling: look('Settling', 'active', RiTimeLine),
  deployed: look('Deployed', 'positive', RiCheckboxCircleLine),
  'rolling-back': look('Rolling back', 'warning', RiHistoryLine),
  'rolled-back': look('Rolled back', 'negative', RiHistoryLine),
  'create-failed': look('Create failed', 'negative', RiCloseCircleLine),
  'rollback-failed': look('Rollback failed', 'negative', RiCloseCircleLine),
  destroying: look('Destroying', 'active', RiDeleteBinLine),
  destroyed: look('Destroyed', 'neutral', RiDeleteBinLine),
  'delete-failed': look('Delete failed', 'negative', RiCloseCircleLine),
  cancelled: look('Cancelled', 'neutral', RiForbidLine),
  'not-started': look('Not started', 'negative', RiForbidLine),
};

const stack: Record<StackState, StatusLook> = {
  planned: look('Planned', 'neutral', RiDraftLine),
  deploying: deployment.deploying,
  settling: deployment.settling,
  deployed: deployment.deployed,
  'rolling-back': deployment['rolling-back'],
  'rolled-back': deployment['rolled-back'],
  'create-failed': deployment['create-failed'],
  'rollback-failed': deployment['rollback-failed'],
  destroying: deployment.destroying,
  destroyed: deployment.destroyed,
  'delete-failed': deployment['delete-failed'],
  unknown: look('Unknown', 'neutral', RiQuestionLine),
};

const plan: Record<PlanState, StatusLook> = {
  preview: look('Preview', 'neutral', RiDraftLine),
  planning: look('Planning', 'active', RiLoader4Line),
  failed: look('Planning failed', 'negative', RiCloseCircleLine),
  ready: look('Planned', 'positive', RiCheckboxCircleLine),
  'no-changes': look('No changes', 'neutral', RiCheckLine),
  stale: look('Stale', 'warning', RiErrorWarningLine),
  discarded: look('Discarded', 'neutral', RiForbidLine),
  expired: look('Expired', 'neutral', RiTimeLine),
  applied: look('Applied', 'positive', RiCheckLine),
};

const alarm = {
  OK: look('OK', 'positive', RiCheckboxCircleLine),
  ALARM: look('In alarm', 'negative', RiErrorWarningLine),
  INSUFFICIENT_DATA: look('Insufficient data', 'neutral', RiQuestionLine),
} satisfies Record<string, StatusLook>;

const operation = {
  running: look('Running', 'active', RiLoader4Line),
  succeeded: look('Succeeded', 'positive', RiCheckLine),
  failed: look('Failed', 'negative', RiCloseCircleLine),
  interrupted: look('Interrupted', 'warning', RiForbidLine),
} satisfies Record<string, StatusLook>;

const environment = {
  ready: look('Ready', 'positive', RiCheckboxCircleLine),
  'not-ready': look('Not ready', 'negative', RiCloseCircleLine),
} satisfies Record<string, StatusLook>;

const severity: Record<FindingSeverityEnum, StatusLook> = {
  error: look('Error', 'negative', RiCloseCircleLine),
  warning: look('Warning', 'warning', RiErrorWarningLine),
  info: look('Info', 'neutral', RiInformationLine),
};

/** What CloudFormation says of a resource, drawn by the ending of its status. */
function resourceLook(status: string): StatusLook {
  const words = status.toLowerCase().replace(/_/g, ' ');
  const word = words.charAt(0).toUpperCase() + words.slice(1);
  if (status.endsWith('_FAILED')) {
    return look(word, 'negative', RiCloseCircleLine);
  }
  if (status.endsWith('_IN_PROGRESS')) {
    return look(word, 'active', RiLoader4Line);
  }
  if (status === 'DELETE_COMPLETE' || status === 'DELETE_SKIPPED') {
    return look(word, 'neutral', RiDeleteBinLine);
  }
  return status.endsWith('_COMPLETE')
    ? look(word, 'positive', RiCheckLine)
    : look(word, 'neutral', RiQuestionLine);
}

const looks = {
  health,
  signal: health,
  stack,
  deployment,
  plan,
  alarm,
  operation,
  environment,
  severity,
};

/** What has a status; `resource` is for those of CloudFormation, in its words. @public */
export type StatusKind = keyof typeof looks | 'resource';

/** The values a kind of status can have, as they travel on the wire. @public */
export type StatusValue<K extends StatusKind> = K extends keyof typeof looks
  ? keyof (typeof looks)[K] & string
  : string;

/** How a status is drawn; a value this version does not know is shown in its own words, without a colour. */
export function lookOf(kind: StatusKind, value: string): StatusLook {
  if (kind === 'resource') {
    return resourceLook(value);
  }
  const known: Record<string, StatusLook> = looks[kind];
  return known[value] ?? look(value, 'neutral', RiQuestionLine);
}

/** A status in words, for sentences and labels. @public */
export function statusWord<K extends StatusKind>(
  kind: K,
  value: StatusValue<K>,
): string {
  return lookOf(kind, value).word;
}
