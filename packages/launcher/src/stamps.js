'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { CACHE } = require('./paths');

/**
 * Every file below a folder, sorted, so that two machines agree on the order.
 *
 * @param {string} folder - absolute
 * @param {(name: string, entry: import('node:fs').Dirent) => boolean} keep - asked for each file and folder
 * @returns {string[]} absolute paths
 */
function listFiles(folder, keep) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter(entry => keep(entry.name, entry))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? listFiles(file, keep) : [file];
    });
}

/**
 * One digest over the names and contents of files, and over plain values.
 *
 * @param {string} root - names are relative to it, so that a moved checkout keeps its digest
 * @param {string[]} files - absolute paths; those that do not exist count as absent
 * @param {unknown[]} [values] - whatever else the result depends on
 * @returns {string} hex
 */
function digest(root, files, values = []) {
  const hash = createHash('sha256').update(JSON.stringify(values));
  for (const file of files) {
    if (!fs.existsSync(file)) continue;
    const content = createHash('sha256')
      .update(fs.readFileSync(file))
      .digest('hex');
    hash.update(`\n${path.relative(root, file)} ${content}`);
  }
  return hash.digest('hex');
}

/** What a step was last done for: one file per step, its content the digest of the step's inputs. */
class Stamps {
  #folder;

  /** @param {string} [folder] */
  constructor(folder = path.join(CACHE, 'stamps')) {
    this.#folder = folder;
  }

  /**
   * Does a step unless it was done for the same inputs before.
   *
   * @param {string} name
   * @param {string} inputs - digest
   * @param {() => boolean} present - whether the step's result is there
   * @param {() => Promise<void>} work
   * @returns {Promise<boolean>} whether the work was done now
   */
  async unlessDone(name, inputs, present, work) {
    const file = path.join(this.#folder, name);
    const last = fs.existsSync(file) && fs.readFileSync(file, 'utf8');
    if (last === inputs && present()) return false;
    // A step that fails half-way must be done again.
    fs.rmSync(file, { force: true });
    await work();
    fs.mkdirSync(this.#folder, { recursive: true });
    fs.writeFileSync(file, inputs);
    return true;
  }
}

module.exports = { Stamps, digest, listFiles };
