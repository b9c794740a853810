import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { SignalTable } from '@enginehouse/plugin-operations-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SignalTables } from './SignalTables';

const findings: SignalTable = {
  title: '2 of 9 findings, the worst first',
  columns: [
    { title: 'Finding' },
    { title: 'Severity' },
    { title: 'Matched', kind: 'number' },
  ],
  rows: [
    {
      key: 'a',
      cells: [
        { text: 'CVE-2026-0001', link: 'https://example.com/CVE-2026-0001' },
        { text: 'CRITICAL' },
        { text: '3' },
      ],
    },
    {
      key: 'b',
      cells: [{ text: 'CVE-2026-0002' }, { text: 'HIGH' }, { text: '' }],
    },
  ],
};

describe('the tables of a signal', () => {
  it('are folded under what they count, and open to rows with links', async () => {
    renderInTestApp(<SignalTables tables={[findings]} />);
    const summary = await screen.findByText(findings.title, {
      selector: 'summary *',
    });
    expect(screen.getByText('CVE-2026-0002')).not.toBeVisible();
    await userEvent.click(summary);
    const row = screen.getByRole('row', { name: /CVE-2026-0001/ });
    expect(
      within(row).getByRole('link', { name: /CVE-2026-0001/ }),
    ).toHaveAttribute('href', 'https://example.com/CVE-2026-0001');
    expect(within(row).getByText('CRITICAL')).toBeVisible();
  });

  it('say so when there is nothing but a reason', async () => {
    const title = 'Sampled requests not read: AWS throttles';
    renderInTestApp(
      <SignalTables tables={[{ title, columns: [], rows: [] }]} />,
    );
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });
});
