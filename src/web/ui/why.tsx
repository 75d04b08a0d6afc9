import { ActionIcon, Popover, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

/** A small question mark that opens the reasons behind a figure or a verdict; `children` replaces the mark. */
export function Why({ title, label, children, target }: { title?: string; label?: string; children: ReactNode; target?: ReactNode }) {
  const { t } = useTranslation('ui');
  return (
    <Popover width={340} position="bottom-start">
      <Popover.Target>
        {target ?? (
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label ?? t('why')}>
            <Icon name="question" size={16} />
          </ActionIcon>
        )}
      </Popover.Target>
      <Popover.Dropdown>
        {title ? (
          <Text fw={600} size="sm" mb={4}>
            {title}
          </Text>
        ) : null}
        <Text size="sm" component="div">
          {children}
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
