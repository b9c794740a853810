/**
 * What frontends share about stacks: the client, live deployments, statuses, times, the states of a view, and the view of a plan.
 *
 * @packageDocumentation
 */
export * from './api/StacksApi';
export * from './api/StacksClient';
export * from './api/stacksApiRef';
export * from './api/failureLinesApiRef';
export * from './api/errors';
export * from './routes';
export { deltaWords, isPriced, monthlyWords } from './cost/costWords';
export * from './deployment/states';
export * from './deployment/useStackDeployment';
export * from './format/actor';
export * from './format/money';
export * from './format/number';
export * from './format/time';
export * from './hooks/useAct';
export * from './hooks/useRead';
export * from './hooks/useToast';
export * from './layout/CommandLine';
export * from './layout/ConfirmDialog';
export * from './layout/CopyButton';
export * from './layout/CopyableId';
export * from './layout/DangerButton';
export * from './layout/DataTable';
export * from './layout/Disclosure';
export * from './layout/DownloadButton';
export * from './layout/EmptyState';
export * from './layout/ErrorCard';
export * from './layout/FactList';
export * from './layout/FourStates';
export * from './layout/links';
export * from './layout/Panel';
export * from './layout/ProgressLine';
export * from './layout/saveFile';
export * from './layout/Skeletons';
export { type Sort } from './layout/SortButton';
export * from './layout/breakpoints';
export { type PlanActions } from './plan/PlanBar';
export { type PlanNext } from './plan/PlanButton';
export * from './plan/PlanningLine';
export * from './plan/PlanView';
export {
  usePolicyActions,
  type AcknowledgeInput,
  type PolicyActions,
} from './policy/usePolicyActions';
export { isOpen, planSentence, reasonsAgainstApply } from './plan/planWords';
export * from './plan/SummaryStrip';
export * from './status/Chip';
export * from './status/Sentence';
export * from './status/StatusBadge';
export {
  statusWord,
  type StatusKind,
  type StatusValue,
  type Tone,
} from './status/statuses';
export * from './time/RelativeTime';
export * from './time/TimesSwitch';
export * from './time/useNow';
export { useTimesShown, type TimesShown } from './time/timesPreference';
