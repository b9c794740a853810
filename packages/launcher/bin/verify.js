#!/usr/bin/env node
'use strict';

const { runCommand } = require('../src/command');
const { verify } = require('../src/verify');

runCommand(verify);
