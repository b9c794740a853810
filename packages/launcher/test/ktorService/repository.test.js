'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { before, describe, it } = require('node:test');
const YAML = require('yaml');
const { VALUES, filesOf, makeRepository } = require('./repository');

const PIPELINES = {
  github: '.github/workflows/pipeline.yml',
  gitlab: '.gitlab-ci.yml',
  gitea: '.gitea/workflows/pipeline.yml',
};

describe('The repository the template ktor-service makes', () => {
  let folder;
  const read = file => fs.readFileSync(path.join(folder, file), 'utf8');

  before(async () => {
    folder = await makeRepository('gitlab', { slot: 'admin' });
  });

  it('has no placeholder of the template left', () => {
    const files = filesOf(folder);
    assert.ok(files.includes('src/main/kotlin/Main.kt'));
    assert.deepEqual(
      files.filter(file => read(file).includes('${{')),
      [],
    );
  });

  it('is a component that depends on its chassis', () => {
    const { metadata, spec } = YAML.parse(read('catalog-info.yaml'));
    assert.equal(metadata.name, VALUES.name);
    assert.equal(metadata.description, VALUES.description);
    assert.equal(spec.owner, VALUES.owner);
    assert.deepEqual(spec.dependsOn, [`resource:default/${VALUES.chassis}`]);
  });

  it('tells its pipeline where it runs, and has no manifest: it makes no stack', () => {
    const settings = read('pipeline/chassis.env').matchAll(/^(\w+)=(.+)$/gm);
    assert.deepEqual(
      Object.fromEntries([...settings].map(([, name, value]) => [name, value])),
      { CHASSIS: VALUES.chassis, AWS_REGION: VALUES.region, SLOT: 'admin' },
    );
    assert.ok(!filesOf(folder).includes('service.yml'));
  });

  it('has scripts that may be executed and that bash understands', () => {
    for (const script of [
      'mvnw',
      'pipeline/image.sh',
      'pipeline/roll-out.sh',
    ]) {
      const file = path.join(folder, script);
      assert.ok(fs.statSync(file).mode & 0o111, script);
      const { status, stderr } = spawnSync('bash', ['-n', file]);
      assert.equal(status, 0, `${stderr}`);
    }
  });

  for (const [host, file] of Object.entries(PIPELINES)) {
    it(`has one pipeline at ${host}: tests, then the image, then the rollout`, async () => {
      const at = await makeRepository(host);
      assert.deepEqual(
        filesOf(at).filter(name => Object.values(PIPELINES).includes(name)),
        [file],
      );
      const text = fs.readFileSync(path.join(at, file), 'utf8');
      YAML.parse(text, { strict: true });
      const order = [
        /mvnw? -B verify/,
        /pipeline\/image\.sh/,
        /pipeline\/roll-out\.sh/,
      ];
      const places = order.map(step => text.search(step));
      assert.ok(
        places.every(place => place > 0),
        `${places}`,
      );
      assert.deepEqual(
        places,
        [...places].sort((a, b) => a - b),
      );
    });

    it(`trusts no key and no moving tag of others at ${host}`, async () => {
      const at = await makeRepository(host);
      const text = fs.readFileSync(path.join(at, file), 'utf8');
      assert.doesNotMatch(text, /access.?key|secrets\./i);
      for (const [, action] of text.matchAll(/uses: (.+)/g)) {
        assert.match(action, /^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      }
    });
  }
});
