import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages are read within a second, but not on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
