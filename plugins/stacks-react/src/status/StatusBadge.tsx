import { Chip } from './Chip';
import { lookOf, type StatusKind, type StatusValue } from './statuses';

/** @public */
export type StatusBadgeProps<K extends StatusKind = StatusKind> = {
  kind: K;
  value: StatusValue<K>;
};

/** Every status of the portal: icon, word and colour, from one place. @public */
export function StatusBadge<K extends StatusKind>({
  kind,
  value,
}: StatusBadgeProps<K>) {
  const { word, tone, icon: Icon } = lookOf(kind, value);
  return (
    <Chip
      tone={tone}
      icon={
        <span aria-hidden="true" style={{ display: 'inline-flex' }}>
          <Icon size={14} />
        </span>
      }
    >
      {word}
    </Chip>
  );
}
