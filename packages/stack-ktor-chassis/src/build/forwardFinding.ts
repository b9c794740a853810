/**
 * Code of the Lambda function between EventBridge and the topics, as text: it runs there and
 * not here. The FIFO topic comes first: when the second publication fails, Lambda calls again,
 * and the FIFO topic drops what it has seen by the event's id.
 */
export const FORWARD_FINDING = `
const { PublishCommand, SNSClient } = require('@aws-sdk/client-sns');
const sns = new SNSClient({});

exports.handler = async event => {
  const { 'repository-name': repository, 'image-tags': tags = [], 'image-digest': digest, 'finding-severity-counts': counts } = event.detail;
  const image = repository + (tags.length ? ':' + tags[0] : '@' + digest);
  const found = ['CRITICAL', 'HIGH'].filter(severity => counts[severity] > 0).map(severity => counts[severity] + ' ' + severity).join(' and ');
  await sns.send(new PublishCommand({
    TopicArn: process.env.FIFO_TOPIC_ARN,
    MessageGroupId: repository,
    MessageDeduplicationId: event.id,
    Message: JSON.stringify(event),
  }));
  await sns.send(new PublishCommand({
    TopicArn: process.env.PEOPLE_TOPIC_ARN,
    Subject: (found + ' in ' + image).slice(0, 99),
    Message: 'The scan of ' + image + ' found ' + found + ' vulnerabilities.\\n\\n'
      + 'Account ' + event.account + ', ' + event.region + ', ' + event.time + '\\n' + digest + '\\n',
  }));
};
`.trim();
