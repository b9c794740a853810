#!/usr/bin/env node
'use strict';

const { runCommand } = require('../src/command');
const { definitions } = require('../src/definitions');

runCommand(definitions);
