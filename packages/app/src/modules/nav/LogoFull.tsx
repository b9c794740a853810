import { makeStyles } from '@material-ui/core/styles';
import { LogoIcon } from './LogoIcon';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', gap: 12 },
  name: { color: '#fff', fontSize: 20, fontWeight: 700, letterSpacing: 0.2 },
});

export const LogoFull = () => {
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <LogoIcon />
      <span className={classes.name}>Enginehouse</span>
    </span>
  );
};
