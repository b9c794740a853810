import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { styled } from '@mui/material/styles';
import type { WebPath } from '@enginehouse/plugin-git-host-common';
import { FourStates, Panel, useRead } from '@enginehouse/plugin-stacks-react';
import { gitHostApiRef } from './api/GitHostApi';

const Content = styled('pre')({
  margin: 0,
  overflowX: 'auto',
  fontFamily: 'var(--bui-font-monospace)',
  fontSize: 'var(--bui-font-size-2)',
});

/** One file, as it is stored. */
export function FilePanel({ file }: { file: WebPath }) {
  const api = useApi(gitHostApiRef);
  const { owner, name, ref, path } = file;
  const content = useRead(
    useCallback(
      signal => api.readFile({ owner, name, ref, path }, { signal }),
      [api, owner, name, ref, path],
    ),
  );
  return (
    <Panel title={`${path} at ${ref}`}>
      <FourStates
        what="the file"
        value={content.value}
        error={content.error}
        retry={content.retry}
      >
        {text => (
          // A long file scrolls sideways: the keyboard reaches it.
          <Content tabIndex={0} role="region" aria-label={path}>
            {text}
          </Content>
        )}
      </FourStates>
    </Panel>
  );
}
