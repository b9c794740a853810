/** CSS height of the list of lines; the skeleton has the same, so that nothing jumps. */
export const LIST_HEIGHT = 'max(320px, calc(100vh - 520px))';
