import { CommandLine, Panel } from '@enginehouse/plugin-stacks-react';

/** The same act without the portal. */
export function CommandPanel({ command }: { command: string }) {
  return (
    <Panel title="Equivalent command">
      <CommandLine command={command} label="aws cloudformation command" />
    </Panel>
  );
}
