import { useCallback } from 'react';
import { alertApiRef, useApiHolder } from '@backstage/core-plugin-api';
import { toastApiRef } from '@backstage/frontend-plugin-api';

/** A result to be told in passing. @public */
export type Toast = {
  title: string;
  status?: 'success' | 'info' | 'danger';
  link?: { label: string; href: string };
};

const visibleMs = 8000;

/** Tells the result of an act in passing: a toast, or in apps of the old frontend system their alert. @public */
export function useToast(): (toast: Toast) => void {
  const apis = useApiHolder();
  return useCallback(
    ({ title, status = 'success', link }: Toast) => {
      const toasts = apis.get(toastApiRef);
      if (toasts) {
        toasts.post({
          title,
          status,
          links: link && [link],
          timeout: visibleMs,
        });
        return;
      }
      apis.get(alertApiRef)?.post({
        message: title,
        severity: status === 'danger' ? 'error' : status,
        display: 'transient',
      });
    },
    [apis],
  );
}
