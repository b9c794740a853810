#!/usr/bin/env node
'use strict';

const { runCommand } = require('../src/command');
const { dev } = require('../src/dev');

runCommand(dev);
