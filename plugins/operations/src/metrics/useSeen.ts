import { useRef, useState, type RefObject } from 'react';
import { useIntersection } from 'react-use';

/** A little ahead of the view, so that it is there when one scrolls to it. */
const AHEAD = { rootMargin: '400px' };

/** Whether the element has been in view yet; what was seen once stays seen. */
export function useSeen(): [RefObject<HTMLElement>, boolean] {
  const ref = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  const entry = useIntersection(ref, AHEAD);
  if (entry?.isIntersecting && !seen) setSeen(true);
  return [ref, seen];
}
