module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // A construct is made for its place in the tree.
    'no-new': 'off',
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', '**.has*', '**.resourceCountIs'] },
    ],
  },
});
