#!/usr/bin/env node
'use strict';

const { runCommand } = require('../src/command');
const { start } = require('../src/start');

runCommand(start);
