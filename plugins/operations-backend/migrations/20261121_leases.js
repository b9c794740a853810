// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('placed_stacks', table => {
    table.comment('One row per stack: whoever places a session holds it');
    table.string('stack').primary();
    table.integer('leases_given').notNullable();
  });
  await knex.schema.createTable('leases', table => {
    table.comment('Units given to sessions; a row goes when it is returned');
    table.string('id').primary();
    table.string('stack').notNullable();
    table.string('unit').notNullable();
    table.text('address').notNullable();
    table.text('holder').notNullable();
    table.text('purpose').notNullable();
    table.bigInteger('created_at').notNullable().comment('ms since the epoch');
    table.bigInteger('expires_at').notNullable().comment('ms since the epoch');
    table.index(['stack', 'expires_at']);
    table.index(['expires_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('leases');
  await knex.schema.dropTable('placed_stacks');
};
