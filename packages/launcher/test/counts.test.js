'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, describe, it } = require('node:test');
const counts = require('../src/counts');

describe('counts', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'enginehouse-counts-'));
  after(() => fs.rmSync(folder, { recursive: true }));
  const report = content => {
    const file = path.join(folder, 'report');
    fs.writeFileSync(
      file,
      typeof content === 'string' ? content : JSON.stringify(content),
    );
    return file;
  };

  it('counts a Jest file that could not be run as a failure', () => {
    const file = report({
      numPassedTests: 4,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 1,
      numPendingTests: 1,
      numTodoTests: 1,
    });
    assert.deepEqual(counts.ofJest(file), { passed: 4, failed: 2, skipped: 2 });
  });

  it('tells the cases of a JUnit report apart', () => {
    const file = report(`<testsuites><testsuite>
      <testcase name="a &gt; b" time="1"/>
      <testcase name="c"><failure message="x">no</failure></testcase>
      <testcase name="d"><error>broke</error></testcase>
      <testcase name="e"><skipped/></testcase>
      <testcase name="f"><system-out>error failure</system-out></testcase>
    </testsuite></testsuites>`);
    assert.deepEqual(counts.ofJunit(file), {
      passed: 2,
      failed: 2,
      skipped: 1,
    });
  });

  it('counts every case of an OPA test, and errors as failures', () => {
    const cases = { a: { name: 'a' }, b: { name: 'b', fail: true } };
    const tests = [
      { name: 'one' },
      { name: 'two', error: { message: 'conflict' } },
      { name: 'three', sub_results: cases },
      { name: 'todo_four', skip: true },
    ];
    assert.deepEqual(counts.ofOpa(tests), {
      ...{ passed: 2, failed: 2, skipped: 1 },
    });
  });

  it('counts a flaky browser test as failed', () => {
    const file = report({
      stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [],
    });
    assert.deepEqual(counts.ofPlaywright(file), {
      passed: 5,
      failed: 2,
      skipped: 2,
    });
  });

  it('never takes a runner that broke for a success', () => {
    const clean = '<testsuite><testcase name="a"/></testsuite>';
    const missing = path.join(folder, 'missing');
    for (const [code, file, expected] of [
      [0, report(clean), { passed: 1, failed: 0, skipped: 0 }],
      [2, report(clean), { passed: 1, failed: 1, skipped: 0 }],
      [0, missing, { passed: 0, failed: 1, skipped: 0 }],
      [null, missing, { passed: 0, failed: 1, skipped: 0 }],
    ]) {
      assert.deepEqual(counts.ofReport(code, file, counts.ofJunit), expected);
    }
  });

  it('sums', () => {
    assert.deepEqual(
      counts.sum([
        { passed: 1, failed: 2, skipped: 0 },
        { passed: 3, failed: 0, skipped: 4 },
      ]),
      { passed: 4, failed: 2, skipped: 4 },
    );
  });
});
