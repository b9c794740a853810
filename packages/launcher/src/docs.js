'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { LauncherError } = require('./errors');
const { ROOT, inCache, inRoot } = require('./paths');
const { DOCUMENTATION, ensurePython } = require('./python');
const { digest, listFiles } = require('./stamps');
const { runOrExplain } = require('./tools');

const SITE = inCache('docs');
const SETTINGS = inRoot('mkdocs.yml');

/**
 * Makes `docs/` the site that the portal shows, unless that was done for the
 * same pages before. The portal works without it, so what goes wrong is said
 * and stops nothing.
 *
 * @param {{ supervisor: object, progress: object, stamps: object }} context
 * @returns {Promise<string | undefined>} the folder of `mkdocs`, with which the portal makes the
 *   documentation of repositories; undefined where it is on PATH or could not be had
 */
async function ensureDocs(context) {
  try {
    const python = await ensurePython(context, DOCUMENTATION);
    await makeSite(context, python);
    return path.isAbsolute(python) ? path.dirname(python) : undefined;
  } catch (error) {
    if (!(error instanceof LauncherError)) throw error;
    context.progress.say(
      `${
        error.message
      }\nThe portal works without it; its documentation is in ${inRoot(
        'docs',
      )}.`,
    );
    return undefined;
  }
}

async function makeSite({ supervisor, progress, stamps }, python) {
  const inputs = [
    SETTINGS,
    DOCUMENTATION.requirements,
    ...listFiles(inRoot('docs'), () => true),
  ];
  const what = 'Making the documentation';
  await stamps.unlessDone(
    'docs',
    digest(ROOT, inputs),
    () => fs.existsSync(path.join(SITE, 'index.html')),
    () =>
      progress.step(what, async () => {
        const unfinished = inCache('docs-unfinished');
        await runOrExplain(
          supervisor,
          [
            ...[python, '-m', 'mkdocs', 'build', '--strict', '--quiet'],
            ...['--config-file', SETTINGS, '--site-dir', unfinished],
          ],
          { cwd: ROOT, what },
        );
        fs.rmSync(SITE, { recursive: true, force: true });
        fs.renameSync(unfinished, SITE);
      }),
  );
}

/**
 * Puts the site where TechDocs looks for that of the entity in `catalog-info.yaml`.
 *
 * @param {string} folder - of the portal's data
 */
function placeDocs(folder) {
  const place = path.join(folder, 'techdocs/default/component/enginehouse');
  fs.rmSync(place, { recursive: true, force: true });
  if (fs.existsSync(SITE)) fs.cpSync(SITE, place, { recursive: true });
}

module.exports = { ensureDocs, placeDocs };
