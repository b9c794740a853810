import { useState } from 'react';

const step = 10;
const most = 100;

/** How many rows to ask for; `more` asks for further ones, up to what the backend gives at once. */
export function usePageLimit() {
  const [limit, setLimit] = useState(step);
  return { limit, more: () => setLimit(old => Math.min(most, old + 3 * step)) };
}
