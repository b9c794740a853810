const endpoint = process.env.ENGINEHOUSE_SANDBOX_ENDPOINT;

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(`${endpoint}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(
      `The local AWS refused ${path}: ${
        response.status
      } ${await response.text()}`,
    );
  }
}

/** Every engine of the pool stops answering: its targets turn unhealthy with AWS's reason. */
export const makeUnhealthy = (stack: string) =>
  control('workloads/dagger-engine-pool/unhealthy', { stack });

/** The engines answer again. */
export const repair = (stack: string) =>
  control('workloads/dagger-engine-pool/repair', { stack });
