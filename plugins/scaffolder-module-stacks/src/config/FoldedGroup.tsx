import { useEffect, useState, type ReactNode } from 'react';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import { RiArrowDownSLine } from '@remixicon/react';

/** A group of options that is folded until one opens it, or until `opens` says that something in it has to be seen. */
export function FoldedGroup(props: {
  title: string;
  opens: boolean;
  children: ReactNode;
}) {
  const { title, opens, children } = props;
  const [open, setOpen] = useState(opens);
  useEffect(() => {
    if (opens) setOpen(true);
  }, [opens]);
  return (
    <Accordion
      disableGutters
      expanded={open}
      onChange={(_, expanded) => setOpen(expanded)}
      TransitionProps={{ unmountOnExit: true }}
    >
      <AccordionSummary expandIcon={<RiArrowDownSLine />}>
        {title}
      </AccordionSummary>
      <AccordionDetails>{children}</AccordionDetails>
    </Accordion>
  );
}
