import { standing, usage } from '../Charge';
import { numberOf } from '../literals';
import { membersOf } from '../StackView';
import { Pricer } from './Pricer';

export const bucket: Pricer = () => [
  usage('Objects in the bucket', 's3/standard.storage.first-50TB'),
  usage(
    'Requests to the bucket that write or list',
    's3/standard.requests.put-copy-post-list',
  ),
  usage('Requests to the bucket that read', 's3/standard.requests.get'),
];

export const fileSystem: Pricer = function* fileSystem({ properties }) {
  yield usage('Files in the file system', 'efs/standard.storage');
  if (membersOf(properties.LifecyclePolicies).length > 0) {
    yield usage('Files seldom used', 'efs/infrequent-access.storage');
  }
  if (properties.ThroughputMode === 'elastic') {
    yield usage(
      'Data read from the file system',
      'efs/elastic-throughput.read',
    );
    yield usage(
      'Data written to the file system',
      'efs/elastic-throughput.write',
    );
  }
  if (properties.ThroughputMode === 'provisioned') {
    yield standing(
      'Provisioned throughput of the file system',
      'efs/provisioned-throughput',
      numberOf(properties, 'ProvisionedThroughputInMibps'),
    );
  }
};
