#!/usr/bin/env node
'use strict';

const { runCommand } = require('../src/command');
const { policies } = require('../src/policies');

runCommand(policies);
