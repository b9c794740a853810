/** The figures in one line each, and for those that have a goal, whether it was met in this run. */
export function goals(figures: {
  plan: { ratios: { cdk: number; cdkWithoutValidation: number } };
  eventLoop: { planningP99Ms: number; idleP99Ms: number };
  formToRunningStack: { totalSeconds: number };
  secondStart: { seconds: number };
}) {
  const { ratios } = figures.plan;
  const { planningP99Ms, idleP99Ms } = figures.eventLoop;
  const { totalSeconds } = figures.formToRunningStack;
  const { seconds } = figures.secondStart;
  return [
    {
      what: 'Warm plan against `cdk diff` with its defaults',
      goal: 'at least 50 times',
      seen: `${ratios.cdk} times as fast`,
      met: ratios.cdk >= 50,
    },
    {
      what: 'Warm plan against `cdk diff --no-validation`',
      seen: `${ratios.cdkWithoutValidation} times as fast`,
    },
    {
      what: 'Event-loop delay while planning, 99th percentile',
      goal: 'at most 5 ms',
      seen: `${planningP99Ms} ms; idle, on the same machine, ${idleP99Ms} ms`,
      met: planningP99Ms <= 5,
    },
    {
      what: 'From the form to a running stack',
      goal: 'at most 60 s',
      seen: `${totalSeconds} s`,
      met: totalSeconds <= 60,
    },
    {
      what: 'Second `npm start`',
      goal: 'at most 30 s',
      seen: `${seconds} s`,
      met: seconds <= 30,
    },
  ];
}
