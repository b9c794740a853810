import { useId } from 'react';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { presetOf, withPreset, type Preset } from './presets';

/** What one may start from. Choosing fills the form in; a configuration that is none of them shows no choice. */
export function PresetChoice(props: {
  presets: Preset[];
  config: Record<string, unknown>;
  onChange: (config: Record<string, unknown>) => void;
}) {
  const { presets, config, onChange } = props;
  const label = useId();
  const chosen = presetOf(config, presets);
  return (
    <FormControl>
      <FormLabel id={label}>Start from</FormLabel>
      <RadioGroup
        aria-labelledby={label}
        sx={{ gap: 1, pt: 1 }}
        value={chosen ? String(presets.indexOf(chosen)) : ''}
        onChange={(_, index) =>
          onChange(withPreset(config, presets[Number(index)], presets))
        }
      >
        {presets.map(({ title, description }, index) => (
          <FormControlLabel
            key={title}
            value={String(index)}
            control={<Radio sx={{ pt: 0.25 }} />}
            sx={{ alignItems: 'flex-start' }}
            label={
              <>
                {title}
                {description && (
                  <Typography variant="body2" color="text.secondary">
                    {description}
                  </Typography>
                )}
              </>
            }
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
