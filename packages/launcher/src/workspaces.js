'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * The folders of the packages of a checkout, after `workspaces` of its package.json.
 *
 * @param {string} root
 * @returns {string[]} absolute, sorted
 */
function workspaceFolders(root) {
  const { workspaces } = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  return workspaces
    .flatMap(pattern => {
      if (!pattern.endsWith('/*')) return [path.join(root, pattern)];
      const parent = path.join(root, pattern.slice(0, -2));
      return fs.existsSync(parent)
        ? fs.readdirSync(parent).map(name => path.join(parent, name))
        : [];
    })
    .filter(folder => fs.existsSync(path.join(folder, 'package.json')))
    .sort();
}

module.exports = { workspaceFolders };
