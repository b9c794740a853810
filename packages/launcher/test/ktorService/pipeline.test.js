'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const { after, before, describe, it } = require('node:test');
const { Supervisor } = require('../../src/supervisor');
const { run } = require('../../src/tools');
const { LocalAws } = require('./localAws');
const { VALUES, makeRepository } = require('./repository');

const FIXTURES = path.join(__dirname, 'fixtures');
const PARAMETER = '/chassis/sandbox/service/image-tag';

describe('The pipeline of a generated Ktor service, on the local AWS', () => {
  const supervisor = new Supervisor();
  let aws;
  let repository;
  let cluster;

  const rollOut = (tag, env = {}) =>
    run(supervisor, ['pipeline/roll-out.sh', tag], {
      cwd: repository,
      env: { ...aws.env, POLL_SECONDS: '1', ...env },
    });
  const makeImage = (tag, scan) =>
    run(supervisor, ['pipeline/image.sh', tag], {
      cwd: repository,
      env: {
        ...aws.env,
        PATH: `${FIXTURES}/bin${path.delimiter}${aws.env.PATH}`,
        SCAN: String(scan),
      },
    });
  const service = query =>
    aws.tool(
      ...['ecs', 'describe-services', '--cluster', cluster],
      ...['--services', 'service-api', '--output', 'json'],
      ...['--query', `services[0].${query}`],
    );
  const parameter = () =>
    aws.tool(
      ...['ssm', 'get-parameter', '--name', PARAMETER],
      ...['--query', 'Parameter.Value', '--output', 'text'],
    );
  const definition = () =>
    JSON.parse(
      aws.tool(
        ...['ecs', 'describe-task-definition', '--include', 'TAGS'],
        ...['--task-definition', JSON.parse(service('taskDefinition'))],
        ...['--output', 'json'],
      ),
    );

  before(async () => {
    [aws, repository] = await Promise.all([
      LocalAws.start(supervisor),
      makeRepository('github'),
    ]);
    aws.tool(
      ...['cloudformation', 'deploy', '--stack-name', VALUES.chassis],
      ...['--template-file', path.join(FIXTURES, 'chassis.yaml')],
    );
    cluster = aws.tool(
      ...['cloudformation', 'describe-stacks', '--stack-name', VALUES.chassis],
      ...[
        '--query',
        'Stacks[0].Outputs[?OutputKey==`EcsServicesClusterName`].OutputValue',
      ],
      ...['--output', 'text'],
    );
  });

  after(() => supervisor.stop());

  it('scans the image it built, and then pushes it', async () => {
    const { code, output } = await makeImage('one', 0);
    assert.equal(code, 0, output);
    assert.deepEqual(output.match(/docker \w+/g), [
      ...['docker build', 'docker run', 'docker login', 'docker push'],
    ]);
  });

  it('pushes no image in which the scan found something', async () => {
    const { code, output } = await makeImage('one', 1);
    assert.equal(code, 1);
    assert.match(output, /it is not pushed/);
    assert.doesNotMatch(output, /docker push/);
  });

  it('rolls out a revision that differs in the image alone, then writes the image tag', async () => {
    const old = definition();
    const { code, output } = await rollOut('one');
    assert.equal(code, 0, output);
    const { taskDefinition, tags } = definition();
    const [container] = taskDefinition.containerDefinitions;
    assert.match(container.image, /\/chassis\/sandbox\/service:one$/);
    assert.deepEqual(
      { ...container, image: 'placeholder' },
      old.taskDefinition.containerDefinitions[0],
    );
    assert.equal(taskDefinition.memory, old.taskDefinition.memory);
    assert.deepEqual(tags, old.tags);
    assert.equal(
      JSON.parse(service('deployments[0].rolloutState')),
      'COMPLETED',
    );
    assert.equal(parameter(), 'one');
  });

  it('fails with the events, and leaves the image tag, when the circuit breaker takes the rollout back', async () => {
    const good = definition().taskDefinition;
    await aws.control('ecs/crash', {
      ...{ service: 'service-api', exitCode: 1, afterSeconds: 0 },
      revision: good.revision + 1,
    });
    const { code, output } = await rollOut('bad');
    assert.equal(code, 1, output);
    assert.match(output, /deployment failed: tasks failed to start/);
    assert.match(output, /service-api does not run bad: .* was left as it is/);
    assert.equal(parameter(), 'one');
    assert.equal(JSON.parse(service('taskDefinition')), good.taskDefinitionArn);
  });

  it('fails, and leaves the image tag, when the rollout takes too long', async () => {
    const { code, output } = await rollOut('slow', { WITHIN_SECONDS: '0' });
    assert.equal(code, 1, output);
    assert.match(
      output,
      /service-api does not run slow: not completed after 0 s/,
    );
    assert.equal(parameter(), 'one');
  });

  it('says so when the image tag could not be written, and writes it when it is run again', async () => {
    await aws.control('faults', {
      ...{ service: 'ssm', action: 'PutParameter', count: 1 },
      ...{ error: 'AccessDeniedException', message: 'Not yours' },
    });
    const first = await rollOut('two');
    assert.equal(first.code, 1);
    assert.match(first.output, /service-api runs two, but .* Run this again/);
    assert.equal(parameter(), 'one');
    const second = await rollOut('two');
    assert.equal(second.code, 0, second.output);
    assert.equal(parameter(), 'two');
  });

  it('names the output it misses when the stack is no chassis', async () => {
    const other = await makeRepository('github', { slot: 'admin' });
    const { code, output } = await run(
      supervisor,
      ['pipeline/roll-out.sh', 'one'],
      {
        cwd: other,
        env: aws.env,
      },
    );
    assert.equal(code, 1);
    assert.match(
      output,
      /shop-ktor-chassis-sandbox has no output EcsServicesAdmin: is it a Ktor chassis\?/,
    );
  });
});
