'use strict';

const fs = require('node:fs');
const { sum } = require('./counts');
const { LauncherError } = require('./errors');
const { inCache } = require('./paths');
const { prepare } = require('./prepare');
const { duration } = require('./progress');
const { browser } = require('./steps/browser');
const { jest } = require('./steps/jest');
const { launcher } = require('./steps/launcher');
const { lint } = require('./steps/lint');
const { policy } = require('./steps/policy');
const { python } = require('./steps/python');
const { service } = require('./steps/service');
const { types } = require('./steps/types');

/** Lanes run side by side, the steps of a lane one after another; a stage starts when the one before it is over. */
const STAGES = [
  [[jest], [lint, types, python, launcher, policy, service]],
  [[browser]],
];
const NAMES = STAGES.flat(2).map(step => step.name);
const REMINDER_MS = 30_000;

const usage = `Usage: npm test -- [options] [-- arguments of the one step that runs]

Runs ${NAMES.join(
  ', ',
)} and ends with one line, "N passed, N failed", over all of them.

  --only STEP,…   only these steps`;

/** `npm test`. */
const test = {
  usage,
  options: { only: { type: 'string' } },
  allowPositionals: true,
  async run({ progress, ...context }, { values, positionals }) {
    const chosen = chooseSteps(values.only, positionals);
    const results = [];
    try {
      const ready = await prepare(
        { progress, ...context },
        {
          python: true,
          build: chosen.has('browser'),
          docs: chosen.has('browser'),
        },
      );
      const env = { ...ready.node.env, ENGINEHOUSE_PYTHON: ready.python };
      const reports = reportsFolder();
      const all = { ...ready, env, reports, args: positionals };
      for (const stage of STAGES) {
        await runStage(stage, chosen, all, result => results.push(result));
      }
    } catch (error) {
      if (!(error instanceof LauncherError)) throw error;
      progress.say(error.message);
      results.push({ passed: 0, failed: 1, skipped: 0 });
    }
    const { passed, failed } = sum(results);
    progress.say(`${passed} passed, ${failed} failed`);
    return failed > 0 ? 1 : 0;
  },
};

function chooseSteps(only, positionals) {
  const chosen = new Set(only ? only.split(',') : NAMES);
  const unknown = [...chosen].find(name => !NAMES.includes(name));
  if (unknown !== undefined) {
    throw new LauncherError(
      `--only ${unknown}: no such step. Steps: ${NAMES.join(', ')}.`,
    );
  }
  if (positionals.length > 0 && chosen.size !== 1) {
    throw new LauncherError(
      `Arguments (${positionals.join(
        ' ',
      )}) are for one step: choose it with --only.`,
    );
  }
  return chosen;
}

/** A folder for the runners' reports, as long as this process lives. */
function reportsFolder() {
  const folder = inCache('reports', String(process.pid));
  fs.mkdirSync(folder, { recursive: true });
  process.once('exit', () =>
    fs.rmSync(folder, { recursive: true, force: true }),
  );
  return folder;
}

async function runStage(lanes, chosen, context, onResult) {
  await Promise.all(
    lanes.map(async lane => {
      for (const step of lane.filter(({ name }) => chosen.has(name))) {
        onResult(await runStep(step, context));
      }
    }),
  );
}

/** Runs one step; its output is shown in full when something failed. */
async function runStep(step, context) {
  const { progress } = context;
  const start = Date.now();
  const elapsed = () => duration(Date.now() - start);
  progress.say(`${step.name} …`);
  const reminder = setInterval(
    () => progress.say(`… ${step.name}, ${elapsed()}`),
    REMINDER_MS,
  );
  const result = await step.run(context).catch(error => ({
    ...{ passed: 0, failed: 1, skipped: 0 },
    output: error instanceof LauncherError ? error.message : error.stack,
  }));
  clearInterval(reminder);
  if (result.failed > 0) progress.say(result.output.trimEnd());
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : '';
  const note = result.note ? `; ${result.note}` : '';
  progress.say(
    `${result.failed > 0 ? '✖' : '✔'} ${step.name}: ${result.passed} passed, ${
      result.failed
    } failed${skipped}${note} (${elapsed()})`,
  );
  return result;
}

module.exports = { test };
