const endpoint = process.env.ENGINEHOUSE_SANDBOX_ENDPOINT;

/** Asks what only the local AWS does. */
export async function control(
  path: string,
  body: object,
  method: 'POST' | 'DELETE' = 'POST',
): Promise<void> {
  const response = await fetch(`${endpoint}/sandbox/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(
      `The local AWS refused ${method} ${path}: ${
        response.status
      } ${await response.text()}`,
    );
  }
}

/** What clients of the SDK take to reach the local AWS where the environment `sandbox` is. */
export const connection = {
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
};
