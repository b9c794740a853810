import type {
  ConnectionStep,
  Fact,
} from '@enginehouse/plugin-operations-common';
import type { Bastion } from './bastion';

/** Where a tunnel ends. */
export interface Destination {
  host: string;
  port: number;
}

/**
 * The command that forwards a port of this computer through a bastion. It needs the AWS CLI with the Session Manager plugin.
 * AWS Systems Manager User Guide, Starting a session (port forwarding to remote host).
 */
export function tunnelStep(
  region: string,
  { instanceId }: Bastion,
  { host, port }: Destination,
): ConnectionStep {
  const parameters = JSON.stringify({
    host: [host],
    portNumber: [String(port)],
    localPortNumber: [String(port)],
  });
  return {
    title: 'Open the tunnel, and leave it open',
    text: `aws ssm start-session --region ${region} --target ${instanceId} --document-name AWS-StartPortForwardingSessionToRemoteHost --parameters '${parameters}'`,
    note: `Needs the AWS CLI with the Session Manager plugin, and ssm:StartSession for the instance and the document. Port ${port} of this computer must be free; another one is possible as localPortNumber.`,
  };
}

/** What to know about the tunnel. */
export function tunnelFacts(
  { instanceId, agent }: Bastion,
  { host, port }: Destination,
): Fact[] {
  return [
    { label: 'Ends at', value: `${host}:${port}`, kind: 'id' },
    { label: 'Through', value: instanceId, kind: 'id' },
    { label: 'Agent of the instance', value: agent, kind: 'text' },
  ];
}
