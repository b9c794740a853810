import { recordedEvent, runForwarder } from '../__testUtils__/runForwarder';

const topics = {
  FIFO_TOPIC_ARN: 'arn:aws:sns:ap-northeast-2:123456789012:findings.fifo',
  PEOPLE_TOPIC_ARN: 'arn:aws:sns:ap-northeast-2:123456789012:people',
};

class PublishCommand {
  constructor(readonly input: Record<string, string>) {}
}

/** An SDK that remembers what is published, and refuses what `refuses` names. */
function recordingSdk(refuses?: string) {
  const published: Record<string, string>[] = [];
  class SNSClient {
    async send({ input }: PublishCommand) {
      if (input.TopicArn === refuses) throw new Error('Throttled');
      published.push(input);
    }
  }
  return { published, PublishCommand, SNSClient };
}

describe('the function between EventBridge and the topics', () => {
  it('forwards the payload to the FIFO topic: group = repository, deduplication id = event id', async () => {
    const sdk = recordingSdk();
    await runForwarder(recordedEvent, topics, sdk);
    const [{ Message, ...rest }] = sdk.published;
    expect(rest).toEqual({
      TopicArn: topics.FIFO_TOPIC_ARN,
      MessageGroupId: 'chassis/prod/service',
      MessageDeduplicationId: recordedEvent.id,
    });
    expect(JSON.parse(Message)).toEqual(recordedEvent);
  });

  it('tells people what was found where', async () => {
    const sdk = recordingSdk();
    await runForwarder(recordedEvent, topics, sdk);
    expect(sdk.published[1]).toMatchObject({
      TopicArn: topics.PEOPLE_TOPIC_ARN,
      Subject: '2 CRITICAL and 1 HIGH in chassis/prod/service:2026-01-29-4f2a',
    });
    expect(sdk.published[1].Message).toContain('sha256:7f5b2640');
  });

  it('names an image without a tag by its digest, and keeps below the 100 characters of a subject', async () => {
    const sdk = recordingSdk();
    const detail = {
      ...recordedEvent.detail,
      'image-tags': [],
      'finding-severity-counts': { HIGH: 3 },
    };
    await runForwarder({ ...recordedEvent, detail }, topics, sdk);
    const { Subject } = sdk.published[1];
    expect(Subject).toMatch(/^3 HIGH in chassis\/prod\/service@sha256:7f5b/);
    expect(Subject).toHaveLength(99);
  });

  it('fails when a topic cannot be reached, so that Lambda tries again', async () => {
    const sdk = recordingSdk(topics.PEOPLE_TOPIC_ARN);
    await expect(runForwarder(recordedEvent, topics, sdk)).rejects.toThrow(
      'Throttled',
    );
    expect(sdk.published).toHaveLength(1);
  });
});
