import { useState } from 'react';
import { useCopyToClipboard } from 'react-use';
import IconButton from '@mui/material/IconButton';
import { VisuallyHidden } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';

/** Copies `text`; `label` names what is copied: "Copy plan id". @public */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [, copy] = useCopyToClipboard();
  const [copied, setCopied] = useState(false);
  return (
    <>
      <IconButton
        size="small"
        aria-label={label}
        title={label}
        color="inherit"
        onClick={() => {
          copy(text);
          setCopied(true);
        }}
        onBlur={() => setCopied(false)}
      >
        {copied ? <RiCheckLine size={14} /> : <RiFileCopyLine size={14} />}
      </IconButton>
      <VisuallyHidden role="status">{copied ? 'Copied' : ''}</VisuallyHidden>
    </>
  );
}
