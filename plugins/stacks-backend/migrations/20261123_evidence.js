// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('evidence', table => {
    table.comment(
      'The signed bundle of a deployment; its bytes are in a bucket',
    );
    table.string('deployment').primary();
    table.string('stack', 63).notNullable();
    table.string('digest').notNullable().comment('sha256 of the bundle');
    table.string('bucket').notNullable();
    table.string('object_key', 1024).notNullable();
    table.string('signing_key', 2048).notNullable().comment('ARN');
    table.string('key_id').notNullable().comment('sha256 of the public key');
    table.text('public_key').notNullable().comment('PEM');
    table.text('envelope').notNullable().comment('JSON, the signed statement');
    table
      .text('acknowledged')
      .notNullable()
      .comment('JSON, what people had acknowledged, by id of the finding');
    table.boolean('stored').notNullable();
    table.string('copy_state').notNullable();
    table.integer('copy_attempts').notNullable();
    table.string('copy_after').comment('No attempt before this time');
    table.string('copy_location', 2048);
    table.text('copy_reason');
    table.index(['copy_state', 'copy_after'], 'evidence_copy_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('evidence');
};
