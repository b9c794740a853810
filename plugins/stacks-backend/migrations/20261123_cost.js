// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('stacks', table => {
    table.text('cost').comment('JSON, per month, of what is deployed');
    table
      .text('next_cost')
      .comment('JSON, per month, of what is being applied');
    table.double('monthly_cost').comment('cost.monthly, to sort by');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('stacks', table => {
    table.dropColumn('cost');
    table.dropColumn('next_cost');
    table.dropColumn('monthly_cost');
  });
};
