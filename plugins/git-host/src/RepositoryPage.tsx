import { useCallback } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import { useApi } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Container, Flex, Header, VisuallyHidden } from '@backstage/ui';
import {
  GIT_HOST_PATH,
  parseWebPath,
} from '@enginehouse/plugin-git-host-common';
import {
  CommandLine,
  FactList,
  FourStates,
  Panel,
  RelativeTime,
  Sentence,
  useRead,
} from '@enginehouse/plugin-stacks-react';
import { gitHostApiRef } from './api/GitHostApi';
import { FilePanel } from './FilePanel';
import { PasswordPanel } from './PasswordPanel';

/** A repository: how to clone it, whose it is, and the file the address names, if any. */
export function RepositoryPage() {
  const api = useApi(gitHostApiRef);
  const { owner = '', name = '' } = useParams();
  const { pathname } = useLocation();
  const file = parseWebPath(pathname.slice(pathname.indexOf(GIT_HOST_PATH)));
  const repository = useRead(
    useCallback(
      signal => api.getRepository({ owner, name }, { signal }),
      [api, owner, name],
    ),
  );
  return (
    <main>
      {/* Other pages have it from the plugin's header, above theirs. */}
      <VisuallyHidden>
        <h1>Repository</h1>
      </VisuallyHidden>
      <Header title={`${owner}/${name}`} />
      <Container>
        <FourStates
          what="the repository"
          value={repository.value}
          error={repository.error}
          retry={repository.retry}
        >
          {found => (
            <Flex direction="column" gap="4">
              <Sentence>
                {found.description ?? 'A repository of this portal'}
              </Sentence>
              {file?.path && <FilePanel file={file} />}
              <Panel title="Clone">
                <Flex direction="column" gap="3">
                  <CommandLine
                    command={`git clone ${found.cloneUrl}`}
                    label="the clone command"
                  />
                  <FactList
                    facts={[
                      {
                        label: 'May push',
                        value: (
                          <EntityRefLink
                            entityRef={found.ownerRef}
                            defaultKind="group"
                          />
                        ),
                      },
                      { label: 'Branch', value: found.defaultBranch },
                      {
                        label: 'Made',
                        value: <RelativeTime at={found.createdAt} />,
                      },
                    ]}
                  />
                </Flex>
              </Panel>
              <PasswordPanel />
            </Flex>
          )}
        </FourStates>
      </Container>
    </main>
  );
}
