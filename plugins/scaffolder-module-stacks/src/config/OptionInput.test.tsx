import { useState } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { OptionInput } from './OptionInput';
import type { Option } from './options';

const capacity: Option = {
  pointer: '/minCapacity',
  title: 'Least capacity',
  kind: 'number',
  unit: 'ACU',
  required: false,
};

function Host({ told }: { told: (value: unknown) => void }) {
  const [value, setValue] = useState<unknown>();
  return (
    <OptionInput
      option={capacity}
      value={value}
      onChange={next => {
        setValue(next);
        told(next);
      }}
    />
  );
}

async function type(text: string) {
  const told = jest.fn();
  render(<Host told={told} />);
  const input = screen.getByLabelText('Least capacity');
  await userEvent.type(input, text);
  expect(input).toHaveValue(text);
  return told;
}

describe('OptionInput', () => {
  it.each([
    ['0.5', 0.5],
    ['12', 12],
    ['-3', -3],
    [' 7 ', 7],
  ])('takes %j as the number it is', async (text, number) => {
    expect(await type(text)).toHaveBeenLastCalledWith(number);
  });

  it.each(['1e9', '0x10', 'two', '1,5', '٣'])(
    'leaves %j as it is, for the server to refuse',
    async text => {
      expect(await type(text)).toHaveBeenLastCalledWith(text);
    },
  );
});
