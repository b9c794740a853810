import { ownStreams } from './ownStreams';

it('reads streams in log groups of the stack and of its functions, whatever others a resource is configured with', () => {
  const place = { account: '123456789012', region: 'us-east-1' };
  const resources = [
    { ...place, type: 'AWS::Logs::LogGroup', logicalId: 'A', id: '/own' },
    { ...place, type: 'AWS::SQS::Queue', logicalId: 'B', id: '/others' },
  ];
  const own = { group: '/own', prefix: 'api/' };
  const ofFunction = { group: '/aws/lambda/own', prefix: '' };
  const others = { group: '/others', prefix: '' };
  expect(
    ownStreams([own, others, ofFunction], resources, [ofFunction.group]),
  ).toEqual([own, ofFunction]);
});
