import { Badge } from '@mantine/core';
import { Icon, type IconName } from '../../web/ui/icon.tsx';
import type { ImportLine } from '../contract.ts';
import { useWords } from './words.ts';

const looks = {
  waiting: { color: 'brand', icon: 'clock' },
  refused: { color: 'amber', icon: 'stop' },
  running: { color: 'brand', icon: 'refresh' },
  done: { color: 'green', icon: 'check' },
  failed: { color: 'red', icon: 'warning' },
  undoing: { color: 'gray', icon: 'undo' },
  undone: { color: 'gray', icon: 'undo' },
} as const satisfies Record<ImportLine['status'], { color: string; icon: IconName }>;

/** Where an import stands: word, icon and colour. */
export function StatusChip({ status }: { status: ImportLine['status'] }) {
  const { t } = useWords();
  const { color, icon } = looks[status];
  return (
    <Badge variant="light" color={color} leftSection={<Icon name={icon} size={13} />} tt="none" fw={550}>
      {t(`status.${status}`)}
    </Badge>
  );
}
