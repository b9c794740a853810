import { Stack } from 'aws-cdk-lib';
import { FilterPattern, ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { ENGINE_NAMESPACE } from './instance/metrics';

/** What the engines' log counts, by metric; each has the service as its dimension. */
const FILTERS = {
  engine_errors: {
    pattern: FilterPattern.any(
      ...['error', 'fatal', 'panic'].map(level =>
        FilterPattern.stringValue('$.level', '=', level),
      ),
    ),
    value: '1',
  },
  engine_sessions_started: {
    pattern: FilterPattern.stringValue(
      '$.msg',
      '=',
      'initializing new session',
    ),
    value: '1',
  },
  engine_sessions: {
    pattern: FilterPattern.exists('$.dagger_session_count'),
    value: '$.dagger_session_count',
  },
  engine_cache_free_bytes: {
    pattern: FilterPattern.exists('$.disk_free_var_lib_dagger'),
    value: '$.disk_free_var_lib_dagger',
  },
  engine_cache_wipes: {
    pattern: FilterPattern.stringValue(
      '$.msg',
      '=',
      '*marked unclean; wiping*',
    ),
    value: '1',
  },
};

/** Counts sessions, errors, free cache and wiped caches in what engines log. */
export function addLogMetrics(stack: Stack, logs: ILogGroup): void {
  for (const [metricName, { pattern, value }] of Object.entries(FILTERS)) {
    new MetricFilter(stack, `Count ${metricName}`, {
      logGroup: logs,
      filterPattern: pattern,
      metricNamespace: ENGINE_NAMESPACE,
      metricName,
      metricValue: value,
      dimensions: { Service: '$.service' },
    });
  }
}
