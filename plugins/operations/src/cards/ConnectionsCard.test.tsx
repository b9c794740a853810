import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { Connections } from '@enginehouse/plugin-operations-common';
import { screen, waitFor } from '@testing-library/react';
import { entity } from '../__testUtils__/fixtures';
import { operationsApiRef } from '../api/operationsApiRef';
import { ConnectionsCard } from './ConnectionsCard';

const TUNNEL =
  'aws ssm start-session --region us-east-1 --target i-0123 --document-name AWS-StartPortForwardingSessionToRemoteHost';

function render(connections: Connections) {
  const listConnections = jest.fn(async () => connections);
  renderInTestApp(
    <EntityProvider entity={entity}>
      <main aria-label="overview">
        <ConnectionsCard />
      </main>
    </EntityProvider>,
    { apis: [[operationsApiRef, { listConnections }]] },
  );
  return listConnections;
}

describe('Connections', () => {
  it('shows each step with a button that copies it, and what holds for all', async () => {
    render({
      items: [
        {
          id: 'db-proxy/app',
          title: 'Database through proxy app',
          description: 'A tunnel leads to it.',
          steps: [
            {
              title: 'Open the tunnel',
              text: TUNNEL,
              note: 'Port 5432 must be free.',
            },
          ],
          facts: [{ label: 'Through', value: 'i-0123', kind: 'id' }],
        },
      ],
      unread: [{ title: 'Cache', reason: 'AWS throttles' }],
      notice: 'Nothing answers here.',
    });
    expect(await screen.findByText('Nothing answers here.')).toBeVisible();
    expect(screen.getByText(TUNNEL)).toBeVisible();
    expect(screen.getByText('Port 5432 must be free.')).toBeVisible();
    expect(
      screen.getByText('Cache could not be read: AWS throttles'),
    ).toBeVisible();
    expect(
      screen.getByRole('button', {
        name: 'Copy Database through proxy app: Open the tunnel',
      }),
    ).toBeVisible();
  });

  it('is not there for a stack without any', async () => {
    const listConnections = render({ items: [], unread: [] });
    await waitFor(() => expect(listConnections).toHaveBeenCalled());
    expect(
      await screen.findByRole('main', { name: 'overview' }),
    ).toBeEmptyDOMElement();
  });
});
