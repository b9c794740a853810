import { telemetryFiles } from './telemetry';

it('sends telemetry to the address as it is given: the collector expands nothing in it', () => {
  const [{ content }] = telemetryFiles('https://example.com/${file:/key}', {});
  const { exporters } = JSON.parse(content);
  // A doubled dollar is one dollar to the collector.
  expect(exporters.otlphttp.endpoint).toBe('https://example.com/$${file:/key}');
});
