import { useEffect } from 'react';
import type { StackFormData } from './request';

/** Query parameter from which the scaffolder fills its form. */
const PARAMETER = 'formData';

/** Keeps in the address what is filled in, without the plan made of it: neither a reload nor a way back loses anything. */
export function useKeptInAddress(form: StackFormData): void {
  const { plan, ...filledIn } = form;
  const kept = JSON.stringify(filledIn);
  useEffect(() => {
    const address = new URL(window.location.href);
    address.searchParams.set(PARAMETER, kept);
    // Not by the router: nothing has to be drawn anew.
    window.history.replaceState(window.history.state, '', address);
  }, [kept]);
}
