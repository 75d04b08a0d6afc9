import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from './icon.tsx';

const looks = {
  drop: { color: 'red', icon: 'stop' },
  fix: { color: 'amber', icon: 'wrench' },
  keep: { color: 'gray', icon: 'equal' },
  strengthen: { color: 'green', icon: 'rise' },
  not_enough_data: { color: 'gray', icon: 'hourglass' },
} as const satisfies Record<string, { color: string; icon: IconName }>;

export type VerdictWord = keyof typeof looks;

/** Word, icon and colour together: the colour alone never carries the meaning. */
export function VerdictChip({ verdict, size = 'md' }: { verdict: VerdictWord; size?: 'sm' | 'md' | 'lg' }) {
  const { t } = useTranslation('ui');
  const { color, icon } = looks[verdict];
  return (
    <Badge
      size={size}
      color={color}
      variant={verdict === 'not_enough_data' ? 'outline' : 'light'}
      leftSection={<Icon name={icon} size={13} />}
      radius="sm"
      tt="none"
      fw={600}
      style={{ '--badge-color': `light-dark(var(--mantine-color-${color}-8), var(--mantine-color-${color}-2))` } as never}
    >
      {t(`verdict.${verdict}`)}
    </Badge>
  );
}
