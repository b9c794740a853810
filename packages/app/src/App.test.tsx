import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('asks who is there before it shows anything', async () => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: JSON.parse(
        JSON.stringify([
          {
            context: 'test',
            data: {
              app: { title: 'Enginehouse', baseUrl: 'http://localhost:7007' },
              backend: { baseUrl: 'http://localhost:7007' },
            },
          },
        ]),
      ),
    };
    render(App.createRoot());
    await expect(
      screen.findByRole('button', { name: 'Enter' }, { timeout: 10_000 }),
    ).resolves.toBeVisible();
  }, 20_000);
});
