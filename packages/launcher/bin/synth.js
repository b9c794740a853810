#!/usr/bin/env node
'use strict';

const { runCommand } = require('../src/command');
const { synth } = require('../src/synth');

runCommand(synth);
