import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import type { GitCredential } from '@enginehouse/plugin-git-host-common';
import {
  CopyableId,
  ErrorCard,
  FactList,
  Panel,
  RelativeTime,
  useAct,
} from '@enginehouse/plugin-stacks-react';
import { gitHostApiRef } from './api/GitHostApi';

const SHOWN = 24;

/** What git asks for, made when it is needed and shown once. */
export function PasswordPanel() {
  const api = useApi(gitHostApiRef);
  const [made, setMade] = useState<GitCredential>();
  const make = useAct(async () => setMade(await api.makeCredential()));
  return (
    <Panel title="Password for git">
      <Flex direction="column" gap="3" align="start">
        <Text as="p">
          Git asks for a user name and a password. A password made here lets git
          read every repository and push to yours, as you, until your sign-in
          runs out; it can change nothing else in the portal.
        </Text>
        {make.error !== undefined && (
          <ErrorCard title="No password could be made" error={make.error} />
        )}
        {made && (
          <FactList
            facts={[
              {
                label: 'User name',
                value: <CopyableId id={made.username} label="user name" />,
              },
              {
                label: 'Password',
                value: (
                  <CopyableId
                    id={made.password}
                    label="password"
                    short={SHOWN}
                  />
                ),
              },
              {
                label: 'Runs out',
                value: <RelativeTime at={made.expiresAt} />,
              },
            ]}
          />
        )}
        <Button
          variant={made ? 'secondary' : 'primary'}
          onPress={make.run}
          isDisabled={make.busy}
        >
          {made ? 'Make another' : 'Make a password'}
        </Button>
      </Flex>
    </Panel>
  );
}
