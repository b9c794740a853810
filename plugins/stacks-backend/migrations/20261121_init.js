// @ts-check

/** @param {import('knex').Knex.CreateTableBuilder} table */
function leaseColumns(table) {
  table.string('lease_owner').comment('Process that works on the row');
  table
    .bigInteger('lease_until')
    .comment("Milliseconds since the epoch by the database's clock");
  table
    .integer('lease_token')
    .notNullable()
    .defaultTo(0)
    .comment('Fencing token: one more with each new holder');
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('stacks', table => {
    table.comment('What the ledger says about each stack: a projection');
    table.string('name', 63).primary();
    table
      .integer('ledger_seq')
      .notNullable()
      .comment('seq of the last ledger line');
    leaseColumns(table);
    table.string('state').notNullable();
    table
      .string('resting_state')
      .notNullable()
      .comment('State before the running deployment');
    table.boolean('live').notNullable().comment('False: the name is free');
    table.integer('open_plans').notNullable();
    table.string('definition').notNullable();
    table.string('definition_version');
    table.string('service').notNullable();
    table.string('component').notNullable();
    table.string('environment').notNullable();
    table.string('owner').notNullable();
    table.string('account').notNullable();
    table.string('region').notNullable();
    table.string('stack_id', 1024).comment('Absent until first applied');
    table.string('created_at').notNullable();
    table.string('changed_at').notNullable();
    table.string('changed_by');
    table.string('changed_outside_at');
    table.string('deployment_id');
    table.string('cloudformation_status');
    table.string('cloudformation_updated_at');
    table.text('config').comment('JSON, as in the manifest last applied');
    table.text('outputs').comment('JSON');
    table.text('fixed_names').notNullable().comment('JSON');
    table.index(['live', 'owner'], 'stacks_live_owner_idx');
  });

  await knex.schema.createTable('stack_health', table => {
    table.comment('The health last reported for a stack');
    table.string('stack', 63).primary();
    table.string('status').notNullable();
    table.text('sentence').notNullable();
    table.string('at').notNullable();
    table.string('since').notNullable();
  });

  await knex.schema.createTable('ledger', table => {
    table.comment('Append-only');
    table.string('stack', 63).notNullable();
    table.integer('seq').notNullable();
    table.string('at').notNullable();
    table.string('actor').notNullable();
    table.string('kind').notNullable();
    table.text('data').notNullable().comment('JSON');
    table.primary(['stack', 'seq']);
  });

  await knex.schema.createTable('plans', table => {
    table.string('id').primary();
    table.string('stack', 63).notNullable();
    table.string('state').notNullable();
    table.string('created_at').notNullable();
    table.string('expires_at').notNullable();
    table.string('created_by').notNullable();
    table.string('deployment_id');
    table.text('request').notNullable().comment('JSON');
    table.text('plan').notNullable().comment('JSON');
    table.text('seal').comment('JSON');
    table.text('execution').comment('JSON');
    leaseColumns(table);
    table.index(['stack', 'created_at'], 'plans_stack_idx');
    table.index(['state', 'expires_at'], 'plans_state_idx');
  });

  await knex.schema.createTable('deployments', table => {
    table.comment('One apply or destroy; its id is the client request token');
    table.string('id').primary();
    table.string('stack', 63).notNullable();
    table.string('plan_id').unique({ indexName: 'deployments_plan_uniq' });
    table.string('kind').notNullable();
    table.string('state').notNullable();
    table.string('started_at').notNullable();
    table.string('started_by').notNullable();
    table.string('finished_at').comment('CloudFormation has finished');
    table.string('settle_until');
    table.string('ended_at');
    table.text('reason');
    table.string('definition').notNullable();
    table.string('environment').notNullable();
    table.string('account').notNullable();
    table.string('region').notNullable();
    table.string('stack_id', 1024).notNullable();
    table.string('change_set_id', 1024);
    table.string('execution_role', 1024);
    table.string('cloudformation_status');
    table.integer('total').notNullable().comment('Resources it will touch');
    table
      .string('before_event_id', 1024)
      .comment('Newest stack event before this deployment');
    table.string('last_event_id', 1024);
    table.integer('last_seq').notNullable().defaultTo(0);
    table.text('outputs').comment('JSON');
    table.text('failure').comment('JSON');
    table.text('retained').comment('JSON: what stays, for people');
    table
      .text('retain')
      .comment('JSON: logical ids the deletion leaves behind');
    leaseColumns(table);
    table.index(['stack', 'started_at'], 'deployments_stack_idx');
    table.index(['ended_at', 'lease_until'], 'deployments_running_idx');
  });
  // CloudFormation carries out one operation on a stack at a time, and so do we.
  await knex.raw(
    'CREATE UNIQUE INDEX deployments_one_running_uniq ON deployments (stack) WHERE finished_at IS NULL',
  );

  await knex.schema.createTable('deployment_events', table => {
    table.string('deployment').notNullable();
    table.integer('seq').notNullable();
    table.string('event_id', 1024).notNullable();
    table.string('at').notNullable();
    table.string('logical_id').notNullable();
    table.string('resource_type').notNullable();
    table.string('physical_id', 2048);
    table.string('status').notNullable();
    table.text('reason');
    table.boolean('outside').notNullable();
    table.primary(['deployment', 'seq']);
    table.unique(['deployment', 'event_id'], {
      indexName: 'deployment_events_once_uniq',
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'deployment_events',
    'deployments',
    'plans',
    'ledger',
    'stack_health',
    'stacks',
  ]) {
    await knex.schema.dropTable(table);
  }
};
