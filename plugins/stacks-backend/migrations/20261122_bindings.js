// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('stacks', table => {
    table.text('binds').comment('JSON, what the last applied plan bound it to');
    table.text('patches').comment('JSON, as in the manifest last applied');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('stacks', table => {
    table.dropColumn('binds');
    table.dropColumn('patches');
  });
};
