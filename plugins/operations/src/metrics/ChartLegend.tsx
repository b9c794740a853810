import { styled } from '@mui/material/styles';

const WIDTH = 24;
const HEIGHT = 12;

/** What a line of a chart stands for. */
export interface ChartMark {
  id: string;
  title: string;
  /** CSS colour. */
  colour: string;
  /** SVG dash array; a full line without. */
  dashes?: string;
}

const Marks = styled('ul')({
  listStyle: 'none',
  margin: '0 0 0.5rem',
  padding: 0,
  display: 'flex',
  flexWrap: 'wrap',
  gap: '0.25rem 1rem',
  fontSize: 'var(--bui-font-size-2)',
  '& > li': { display: 'flex', alignItems: 'center', gap: '0.375rem' },
});

/** All lines of a chart by name, thresholds and deployments too: a label inside of the chart would lie on its lines. */
export const ChartLegend = ({ marks }: { marks: ChartMark[] }) => (
  <Marks>
    {marks.map(({ id, title, colour, dashes }) => (
      <li key={id}>
        <svg width={WIDTH} height={HEIGHT}>
          <line
            x2={WIDTH}
            y1={HEIGHT / 2}
            y2={HEIGHT / 2}
            stroke={colour}
            strokeWidth="2"
            strokeDasharray={dashes}
          />
        </svg>
        {title}
      </li>
    ))}
  </Marks>
);
