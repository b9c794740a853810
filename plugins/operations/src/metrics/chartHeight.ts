/** Pixels; the skeleton has the same, so that nothing jumps. */
export const CHART_HEIGHT = 260;
