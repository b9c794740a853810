import { Charge, free, usage } from '../Charge';
import { numberOf } from '../literals';
import { membersOf } from '../StackView';
import { Pricer } from './Pricer';

export const topic: Pricer = ({ properties }) => [
  properties.FifoTopic === true
    ? usage('Messages published in order', 'sns/fifo.publish')
    : usage('Messages published', 'sns/standard.publish'),
];

export const queue: Pricer = ({ properties }) => [
  properties.FifoQueue === true
    ? usage('Requests to the queue, in order', 'sqs/fifo.requests')
    : usage('Requests to the queue', 'sqs/standard.requests'),
];

const DELIVERIES: Record<string, Charge> = {
  email: usage('Messages by e-mail', 'sns/email-notifications'),
  'email-json': usage('Messages by e-mail', 'sns/email-notifications'),
  http: usage('Messages by HTTP', 'sns/http-notifications'),
  https: usage('Messages by HTTP', 'sns/http-notifications'),
  lambda: free('Deliveries to Lambda carry no charge.'),
  sqs: free('Deliveries to SQS carry no charge.'),
};

export const subscription: Pricer = ({ properties }) => {
  const protocol = String(properties.Protocol);
  return [
    DELIVERIES[protocol] ??
      usage(`Messages by ${protocol}`, `sns/${protocol}-notifications`),
  ];
};

export const lambdaFunction: Pricer = function* lambdaFunction({ properties }) {
  const [asked = 'x86_64'] = membersOf(properties.Architectures);
  const architecture = asked === 'arm64' ? 'arm64' : 'x86';
  const memory = numberOf(properties, 'MemorySize', 128);
  yield usage('Calls of the function', 'lambda/requests');
  yield usage(
    `Time the function runs, ${memory} MB`,
    `lambda/duration.${architecture}.first-tier`,
  );
};

export const eventRule: Pricer = ({ properties }) =>
  properties.EventBusName === undefined
    ? [free('Events of AWS services on the default bus carry no charge.')]
    : [usage('Events', 'eventbridge/custom-events')];
