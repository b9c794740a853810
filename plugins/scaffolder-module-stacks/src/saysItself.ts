/** For an input that must be filled in and says so below itself: the browser's own bubble would cover that, in its own words. */
export const saysItself = (required: boolean | undefined) => ({
  required: false,
  'aria-required': required,
});
