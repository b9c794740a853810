import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ResponseError } from '@backstage/errors';
import type { Finding } from '@enginehouse/plugin-stacks-common';
import { stacksApiRef } from '../api/stacksApiRef';
import { SummaryStrip } from '../plan/SummaryStrip';
import { aFinding, aPlan, stacksApiMock } from '../testUtils';
import { PolicySection } from './PolicySection';
import { usePolicyActions } from './usePolicyActions';

// A dialog is slow to open and close while other tests run.
jest.setTimeout(60_000);

const blocking = aFinding({
  id: 'f-rotation',
  rule: 'key-rotation',
  severity: 'error',
  blocking: true,
  controls: ['sc-12'],
  resource: {
    logicalId: 'Key961B73FD',
    path: 'Key/Resource',
    type: 'AWS::KMS::Key',
  },
  reason: 'The key does not rotate every year.',
});

const byDefinition = aFinding({
  id: 'f-ssm',
  rule: 'AwsSolutions-IAM4',
  acknowledged: {
    by: 'dagger-engine-pool',
    source: 'definition',
    reason: 'Sessions are opened by SSM with the policy AWS keeps for it',
  },
});

const byPerson: Finding = {
  ...blocking,
  acknowledged: {
    id: 7,
    by: 'user:default/ada',
    source: 'person',
    reason: 'It is replaced next month anyway',
    at: '2026-01-05T10:00:00Z',
    expiresAt: '2099-01-05T10:00:00Z',
  },
};

async function show(findings: Finding[], api = stacksApiMock()) {
  const changed = jest.fn();
  function Section() {
    const actions = usePolicyActions('ci-engine-pool-sandbox', changed);
    return <PolicySection findings={findings} actions={actions} />;
  }
  renderInTestApp(<Section />, { apis: [[stacksApiRef, api]] });
  const section = await screen.findByRole('region', { name: 'Policy' });
  return { changed, section };
}

describe('PolicySection', () => {
  it('shows what blocks first, what is acknowledged last, each with severity, place, reason and controls', async () => {
    const { section } = await show([byDefinition, aFinding(), blocking]);
    expect(
      within(section)
        .getAllByRole('heading', { level: 4 })
        .map(heading => heading.textContent),
    ).toEqual(['Blocking (1)', 'Open (1)']);
    const [first, second, last] = within(section).getAllByRole('group');
    expect(first).toHaveAttribute('open');
    expect(first).toHaveTextContent(
      /ErrorKMS KeyKey\/ResourceThe key does not rotate every year\.Rulekey-rotation.*NIST 800-53 rev 5sc-12/,
    );
    expect(second).not.toHaveAttribute('open');
    expect(second).toHaveTextContent(/WarningS3 BucketArtifacts\/Resource/);
    expect(last).toHaveTextContent(
      /^Acknowledged \(1\).*by SSM.*the definition dagger-engine-pool, for good/,
    );
    expect(
      within(section).queryByRole('button', { name: /AwsSolutions-IAM4/ }),
    ).not.toBeInTheDocument();
  });

  it('says so when nothing was found', async () => {
    const { section } = await show([]);
    expect(section).toHaveTextContent(
      'The policies of this definition found nothing.',
    );
  });

  it('acknowledges with a reason that explains and a date within a year, by keyboard', async () => {
    const acknowledgeFinding = jest.fn(stacksApiMock().acknowledgeFinding);
    const { changed } = await show(
      [blocking],
      stacksApiMock({ acknowledgeFinding }),
    );
    const ask = screen.getByRole('button', {
      name: 'Acknowledge key-rotation at Key/Resource',
    });
    act(() => ask.focus());
    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', {
      name: 'Acknowledge key-rotation?',
    });
    expect(dialog).toHaveAccessibleDescription(
      /does not rotate every year\. Until it expires, plans of this stack may be applied with this finding at Key\/Resource/,
    );
    const reason = within(dialog).getByLabelText(/Why it is acceptable/);
    await waitFor(() => expect(reason).toHaveFocus());
    const confirm = within(dialog).getByRole('button', { name: 'Acknowledge' });
    await userEvent.keyboard('because');
    expect(confirm).toBeDisabled();
    await userEvent.keyboard(' it is replaced next month');
    expect(confirm).toBeEnabled();

    const until = within(dialog).getByLabelText(/Until the end of/);
    const usual = (until as HTMLInputElement).value;
    const inDays = (Date.parse(usual) - Date.now()) / 86_400_000;
    expect(inDays).toBeGreaterThan(28);
    expect(inDays).toBeLessThan(32);
    fireEvent.change(until, { target: { value: '2099-01-01' } });
    expect(confirm).toBeDisabled();
    fireEvent.change(until, { target: { value: usual } });
    await userEvent.click(confirm);

    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(acknowledgeFinding).toHaveBeenCalledWith('ci-engine-pool-sandbox', {
      rule: 'key-rotation',
      resource: 'Key/Resource',
      reason: 'because it is replaced next month',
      expiresAt: new Date(`${usual}T23:59:59.999`).toISOString(),
    });
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('keeps the dialog with the refusal in words', async () => {
    const refusal = await ResponseError.fromResponse(
      Response.json(
        {
          error: {
            name: 'NotAllowedError',
            message:
              'You do not have the permission stacks.finding.acknowledge',
          },
        },
        { status: 403 },
      ),
    );
    const acknowledgeFinding = async () => {
      throw refusal;
    };
    const { changed } = await show(
      [blocking],
      stacksApiMock({ acknowledgeFinding }),
    );
    await userEvent.click(screen.getByRole('button', { name: /key-rotation/ }));
    await userEvent.type(
      await screen.findByLabelText(/Why it is acceptable/),
      'It is replaced next month anyway',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    expect(
      await screen.findByRole('alert', { name: 'Acknowledging failed' }),
    ).toHaveTextContent('stacks.finding.acknowledge');
    expect(changed).not.toHaveBeenCalled();
  });

  it('withdraws what a person acknowledged, saying what follows', async () => {
    const withdrawAcknowledgement = jest.fn(async () => {});
    const { section } = await show(
      [byPerson],
      stacksApiMock({ withdrawAcknowledgement }),
    );
    await userEvent.click(within(section).getByText('Acknowledged (1)'));
    await userEvent.click(
      within(section).getByRole('button', {
        name: /^Withdraw key-rotation/,
        hidden: true,
      }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Withdraw the acknowledgement of key-rotation?',
    });
    expect(dialog).toHaveAccessibleDescription(
      'No plan with this finding at Key/Resource can be applied from then on.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Withdraw' }),
    );
    await waitFor(() =>
      expect(withdrawAcknowledgement).toHaveBeenCalledWith(
        'ci-engine-pool-sandbox',
        7,
      ),
    );
  });

  it('is counted in the summary: what nobody accepted, and what of it blocks', async () => {
    renderInTestApp(
      <SummaryStrip
        summary={aPlan().summary}
        findings={[blocking, aFinding(), byDefinition]}
      />,
    );
    expect(
      await screen.findByText('2 findings, 1 blocking'),
    ).toBeInTheDocument();
  });
});
