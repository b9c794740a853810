import { Text } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import type { Connection } from '@enginehouse/plugin-operations-common';
import {
  CommandLine,
  CopyableId,
  Disclosure,
  FactList,
} from '@enginehouse/plugin-stacks-react';

const Steps = styled('ol')({
  margin: '0.75rem 0',
  paddingInlineStart: '1.25rem',
  display: 'grid',
  gap: '0.75rem',
  '& > li': { minWidth: 0 },
});

/** One way to reach something: the steps in their order, each with what to copy and why it is like this. */
export function ConnectionItem(props: {
  connection: Connection;
  open: boolean;
}) {
  const { title, description, steps, facts } = props.connection;
  return (
    <Disclosure summary={<strong>{title}</strong>} open={props.open}>
      <Text as="p">{description}</Text>
      <Steps>
        {steps.map(step => (
          <li key={step.title}>
            {step.title}
            <CommandLine
              command={step.text}
              label={`${title}: ${step.title}`}
            />
            {step.note && (
              <Text as="p" variant="body-small" color="secondary">
                {step.note}
              </Text>
            )}
          </li>
        ))}
      </Steps>
      <FactList
        facts={facts.map(({ label, value, kind }) => ({
          label,
          value:
            kind === 'id' ? <CopyableId id={value} label={label} /> : value,
        }))}
      />
    </Disclosure>
  );
}
