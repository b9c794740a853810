'use strict';

const { runNodeTests } = require('../nodeTests');
const { inRoot } = require('../paths');

/** This package's tests, with Node's own runner: they need nothing installed. */
const launcher = {
  name: 'launcher',
  run: context =>
    runNodeTests(context, 'launcher', inRoot('packages/launcher/test')),
};

module.exports = { launcher };
