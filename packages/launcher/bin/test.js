#!/usr/bin/env node
'use strict';

const { runCommand } = require('../src/command');
const { test } = require('../src/test');

runCommand(test);
