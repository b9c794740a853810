'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { ConfigReader } = require('@backstage/config');
const { ScmIntegrations } = require('@backstage/integration');
const {
  createFetchPlainAction,
  createFetchTemplateAction,
} = require('@backstage/plugin-scaffolder-backend');
const { inRoot } = require('../../src/paths');
const { temporaryFolder } = require('./temporaryFolder');

const TEMPLATE = pathToFileURL(
  inRoot('templates/ktor-service/template.yaml'),
).href;

/** What somebody might fill in; the description has what YAML would trip over. */
const VALUES = {
  name: 'orders',
  packageName: 'com.example.orders',
  description: 'Orders: "all" of them # since 2026',
  owner: 'group:default/platform',
  chassis: 'shop-ktor-chassis-sandbox',
  region: 'ap-northeast-2',
  slot: 'service',
};

/**
 * Makes the repository the portal would make, with the portal's own actions.
 *
 * @param {'github' | 'gitlab' | 'gitea'} host - where it would be published
 * @param {object} [values] - over `VALUES`
 * @returns {Promise<string>} its folder, gone with this process
 */
async function makeRepository(host, values = {}) {
  const folder = temporaryFolder();
  const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));
  const context = {
    workspacePath: folder,
    templateInfo: { baseUrl: TEMPLATE },
    logger: { info() {}, warn() {} },
    createTemporaryDirectory: async () => temporaryFolder(),
  };
  await createFetchTemplateAction({ integrations }).handler({
    ...context,
    input: { url: './content', values: { ...VALUES, ...values } },
  });
  await createFetchPlainAction({ integrations }).handler({
    ...context,
    input: { url: `./pipelines/${host}` },
  });
  return folder;
}

/** @returns {string[]} the paths of all files below a folder, relative to it */
const filesOf = folder =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      path.relative(folder, path.join(entry.parentPath, entry.name)),
    );

module.exports = { VALUES, filesOf, makeRepository };
