import type {
  AwsHandle,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import { ACCOUNT, REGION } from './stackFor';

const NO_AWS: AwsHandle = {
  client: () => {
    throw new Error('There is no AWS in this test');
  },
  read: (_options, fn) => fn(),
  call: (_action, fn) => fn(),
};

/** A context without AWS and resources. */
export function contextFor(): SourceContext {
  return {
    stack: {
      name: 'checkout-sandbox',
      definition: 'some-definition',
      environment: 'sandbox',
      account: ACCOUNT,
      region: REGION,
      outputs: {},
      config: {},
    },
    resources: [],
    aws: NO_AWS,
  };
}
