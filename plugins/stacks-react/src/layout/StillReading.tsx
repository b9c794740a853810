import { useEffect, useState } from 'react';
import { Text, VisuallyHidden } from '@backstage/ui';

/** Longer than reading takes when all is well. */
const PATIENCE_MS = 4_000;

/** Says what is waited for: at once to screen readers, and to everybody when it takes long. */
export function StillReading({ what }: { what: string }) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <VisuallyHidden role="status">{`Reading ${what}`}</VisuallyHidden>
      {isLong && (
        <Text as="p" color="secondary" role="status">
          It takes longer than usual: AWS or the portal answers slowly.
        </Text>
      )}
    </>
  );
}
