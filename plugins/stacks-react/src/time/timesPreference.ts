import { useSyncExternalStore } from 'react';

/** How times are shown: relative, or exact in the zone of the browser or in UTC. @public */
export type TimesShown = 'relative' | 'local' | 'utc';

const storageKey = 'enginehouse.times';
const listeners = new Set<() => void>();

function read(): TimesShown {
  const stored = window.localStorage.getItem(storageKey);
  return stored === 'local' || stored === 'utc' ? stored : 'relative';
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** Changes it for all times on all pages of this browser. */
export function setTimesShown(shown: TimesShown) {
  window.localStorage.setItem(storageKey, shown);
  listeners.forEach(listener => listener());
}

/** The person's choice, shared by every page. @public */
export function useTimesShown(): TimesShown {
  return useSyncExternalStore(subscribe, read);
}
