#!/usr/bin/env node
'use strict';

const { runCommand } = require('../src/command');
const { bench } = require('../src/bench');

runCommand(bench);
