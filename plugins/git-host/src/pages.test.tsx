import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ResponseError } from '@backstage/errors';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { gitHostApiRef, type GitHostApi } from './api/GitHostApi';
import { GitHostRouter } from './GitHostRouter';

const api: GitHostApi = {
  getRepository: async ({ owner, name }) => ({
    owner,
    name,
    ownerRef: 'group:default/guests',
    description: 'Takes orders',
    createdAt: '2026-01-01T00:00:00Z',
    createdBy: 'user:default/guest',
    defaultBranch: 'main',
    cloneUrl: `http://localhost:7007/api/git-host/repos/${owner}/${name}.git`,
    webUrl: `http://localhost:7007/git-host/${owner}/${name}`,
  }),
  readFile: async ({ ref, path }) => `content of ${path} at ${ref}`,
  makeCredential: async () => ({
    username: 'portal',
    password: 'a-very-long-token-that-nobody-wants-to-read',
    expiresAt: '2026-01-01T01:00:00Z',
  }),
};

const show = (address: string, over: Partial<GitHostApi> = {}) =>
  renderInTestApp(
    <Routes>
      <Route path="/git-host/*" element={<GitHostRouter />} />
    </Routes>,
    {
      apis: [[gitHostApiRef, { ...api, ...over }]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [address],
    },
  );

describe('the pages of the git host', () => {
  it('tell how to clone, who may push, and show the file the address names', async () => {
    show('/git-host/guests/orders/blob/main/docs/a%20b.md');
    expect(
      await screen.findByText(
        'git clone http://localhost:7007/api/git-host/repos/guests/orders.git',
      ),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'guests' })).toHaveAttribute(
      'href',
      '/catalog/default/group/guests',
    );
    expect(
      await screen.findByText('content of docs/a b.md at main'),
    ).toBeVisible();
  });

  it('make a password when asked, shown short and copied whole', async () => {
    const user = userEvent.setup();
    show('/git-host');
    await user.click(
      await screen.findByRole('button', { name: 'Make a password' }),
    );
    expect(await screen.findByText('portal')).toBeVisible();
    expect(
      screen.getByTitle('a-very-long-token-that-nobody-wants-to-read'),
    ).toHaveTextContent('a-very-long-token-that-n…');
    expect(screen.getByRole('button', { name: 'Copy password' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Make another' })).toBeVisible();
  });

  it('say what is missing', async () => {
    show('/git-host/guests/none', {
      getRepository: async () => {
        throw await ResponseError.fromResponse(
          new Response(
            JSON.stringify({
              error: {
                name: 'NotFoundError',
                message: 'There is no repository guests/none',
              },
              response: { statusCode: 404 },
            }),
            { status: 404, headers: { 'content-type': 'application/json' } },
          ),
        );
      },
    });
    expect(
      await screen.findByText('There is no repository guests/none'),
    ).toBeVisible();
  });
});
